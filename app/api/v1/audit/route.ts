import { listAuditOperation } from "#lib/rest/operations/audit.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listAuditOperation) });
