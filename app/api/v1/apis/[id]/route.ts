import { changeApiOperation, deleteApiOperation, getApiOperation } from "#lib/rest/operations/apis.ts";
import { routes, serve } from "../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(getApiOperation), PATCH: serve(changeApiOperation), DELETE: serve(deleteApiOperation) });
