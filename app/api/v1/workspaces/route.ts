import { createWorkspaceOperation } from "#lib/rest/operations/workspaces.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(createWorkspaceOperation) });
