import { historyOperation } from "#lib/rest/operations/edits.ts";
import { routes, serve } from "../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(historyOperation) });
