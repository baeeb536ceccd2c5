import { followWorkspaceOperation } from "#lib/rest/operations/workspace-events.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(followWorkspaceOperation) });
