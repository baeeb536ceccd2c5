import { webDeps } from "#lib/deps.ts";
import { deleteApiOperation, getApiOperation } from "#lib/rest/operations/apis.ts";
import { serve } from "#lib/rest/serve.ts";

export const GET = serve(getApiOperation, webDeps);
export const DELETE = serve(deleteApiOperation, webDeps);
