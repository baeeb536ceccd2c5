import { accessOperation } from "#lib/rest/operations/access.ts";
import { routes, serve } from "../../api/serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(accessOperation) });
