import { listDeletedApisOperation } from "#lib/rest/operations/apis.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listDeletedApisOperation) });
