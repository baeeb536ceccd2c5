import { changeMemberOperation, removeMemberOperation } from "#lib/rest/operations/workspaces.ts";
import { routes, serve } from "../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ PATCH: serve(changeMemberOperation), DELETE: serve(removeMemberOperation) });
