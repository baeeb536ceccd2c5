import { importDocumentsOperation } from "#lib/rest/operations/collections.ts";
import { routes, serve } from "../../../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(importDocumentsOperation) });
