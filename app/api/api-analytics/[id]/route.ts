import { apiAnalyticsOperation } from "#lib/rest/operations/analytics.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(apiAnalyticsOperation) });
