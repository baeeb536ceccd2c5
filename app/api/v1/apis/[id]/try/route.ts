import { webDeps } from "#lib/deps.ts";
import { tryApiOperation } from "#lib/rest/operations/apis.ts";
import { serve } from "#lib/rest/serve.ts";

export const POST = serve(tryApiOperation, webDeps);
