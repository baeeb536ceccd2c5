import { replayCallOperation } from "#lib/rest/operations/calls.ts";
import { routes, serve } from "../../../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(replayCallOperation) });
