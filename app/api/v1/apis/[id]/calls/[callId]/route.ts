import { getCallOperation } from "#lib/rest/operations/calls.ts";
import { routes, serve } from "../../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(getCallOperation) });
