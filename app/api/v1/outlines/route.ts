import { outlineOperation } from "#lib/rest/operations/outlines.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(outlineOperation) });
