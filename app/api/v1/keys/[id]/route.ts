import { changeKeyOperation, getKeyOperation, revokeKeyOperation } from "#lib/rest/operations/keys.ts";
import { routes, serve } from "../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(getKeyOperation), PATCH: serve(changeKeyOperation), DELETE: serve(revokeKeyOperation) });
