import { getWorkspaceOperation, renameWorkspaceOperation } from "#lib/rest/operations/workspaces.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(getWorkspaceOperation), PATCH: serve(renameWorkspaceOperation) });
