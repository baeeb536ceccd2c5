import { webDeps } from "#lib/deps.ts";
import { listApisOperation } from "#lib/rest/operations/apis.ts";
import { serve } from "#lib/rest/serve.ts";

export const GET = serve(listApisOperation, webDeps);
