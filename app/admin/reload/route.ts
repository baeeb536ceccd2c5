import { reloadOperation } from "#lib/rest/operations/reload.ts";
import { routes, serve } from "../../api/serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(reloadOperation) });
