import { deleteSecretOperation } from "#lib/rest/operations/outside.ts";
import { routes, serve } from "../../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ DELETE: serve(deleteSecretOperation) });
