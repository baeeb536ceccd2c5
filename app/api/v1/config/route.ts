import { configOperation } from "#lib/rest/operations/documents.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(configOperation) });
