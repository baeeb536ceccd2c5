import { healthOperation } from "#lib/rest/operations/health.ts";
import { routes, serve } from "../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(healthOperation) });
