import { createKeyOperation, listKeysOperation } from "#lib/rest/operations/keys.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listKeysOperation), POST: serve(createKeyOperation) });
