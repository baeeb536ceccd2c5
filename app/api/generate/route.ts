import { generate } from "#lib/rest/operations/generate.ts";
import { routes, serve } from "../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(generate) });
