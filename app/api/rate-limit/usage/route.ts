import { rateLimitUsageOperation } from "#lib/rest/operations/rate-limit.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(rateLimitUsageOperation) });
