import { emptyCollectionOperation } from "#lib/rest/operations/collections.ts";
import { routes, serve } from "../../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ DELETE: serve(emptyCollectionOperation) });
