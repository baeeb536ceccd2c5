import { listLogsOperation } from "#lib/rest/operations/logs.ts";
import { routes, serve } from "../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listLogsOperation) });
