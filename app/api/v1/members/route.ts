import { listMembersOperation } from "#lib/rest/operations/workspaces.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listMembersOperation) });
