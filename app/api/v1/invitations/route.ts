import { listInvitationsOperation, inviteOperation } from "#lib/rest/operations/workspaces.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listInvitationsOperation), POST: serve(inviteOperation) });
