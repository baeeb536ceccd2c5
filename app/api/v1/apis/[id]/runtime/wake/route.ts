import { wakeRuntimeOperation } from "#lib/rest/operations/runtime.ts";
import { routes, serve } from "../../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(wakeRuntimeOperation) });
