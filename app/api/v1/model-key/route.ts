import { deleteModelKeyOperation, getModelKeyOperation, setModelKeyOperation } from "#lib/rest/operations/model-key.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(getModelKeyOperation), POST: serve(setModelKeyOperation), DELETE: serve(deleteModelKeyOperation) });
