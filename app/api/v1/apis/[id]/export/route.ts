import { exportApiOperation } from "#lib/rest/operations/exports.ts";
import { routes, serve } from "../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(exportApiOperation) });
