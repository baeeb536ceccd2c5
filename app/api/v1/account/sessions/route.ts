import { listSessionsOperation } from "#lib/rest/operations/account.ts";
import { routes, serve } from "../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listSessionsOperation) });
