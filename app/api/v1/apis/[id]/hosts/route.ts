import { approveHostOperation, listHostsOperation } from "#lib/rest/operations/outside.ts";
import { routes, serve } from "../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listHostsOperation), POST: serve(approveHostOperation) });
