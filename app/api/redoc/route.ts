import { cookies } from "next/headers";
import { THEME_COOKIE, themeFrom } from "#components/layout/theme.ts";
import { referencePage } from "#lib/rest/reference/reference-page.ts";
import { routes } from "../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: async () => referencePage("redoc", themeFrom((await cookies()).get(THEME_COOKIE)?.value)) });
