import { listRoutesOperation, setPublicRouteOperation } from "#lib/rest/operations/routes.ts";
import { routes, serve } from "../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listRoutesOperation), PATCH: serve(setPublicRouteOperation) });
