import { writeApp } from "#lib/rest/operations/apps.ts";
import { routes, serve } from "../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(writeApp) });
