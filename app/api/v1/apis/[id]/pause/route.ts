import { webDeps } from "#lib/deps.ts";
import { pauseApi } from "#lib/rest/operations/apis.ts";
import { serve } from "#lib/rest/serve.ts";

export const POST = serve(pauseApi, webDeps);
