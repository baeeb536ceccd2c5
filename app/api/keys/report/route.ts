import { reportLeakedKeyOperation } from "#lib/rest/operations/keys.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(reportLeakedKeyOperation) });
