import { deployVersionOperation, listDeploymentsOperation } from "#lib/rest/operations/versions.ts";
import { routes, serve } from "../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listDeploymentsOperation), POST: serve(deployVersionOperation) });
