import { workspaceUsageOperation } from "#lib/rest/operations/monitoring.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(workspaceUsageOperation) });
