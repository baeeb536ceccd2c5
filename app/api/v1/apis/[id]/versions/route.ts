import { changeByHand } from "#lib/rest/operations/edits.ts";
import { listVersionsOperation } from "#lib/rest/operations/versions.ts";
import { routes, serve } from "../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listVersionsOperation), POST: serve(changeByHand) });
