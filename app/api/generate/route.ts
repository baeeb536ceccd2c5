import { webDeps } from "#lib/deps.ts";
import { generate } from "#lib/rest/operations/generate.ts";
import { serve } from "#lib/rest/serve.ts";

export const POST = serve(generate, webDeps);
