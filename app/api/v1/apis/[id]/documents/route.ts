import { browseDocumentsOperation } from "#lib/rest/operations/stored-documents.ts";
import { routes, serve } from "../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(browseDocumentsOperation) });
