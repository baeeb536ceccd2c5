import { webDeps } from "#lib/deps.ts";
import { cancelGenerationOperation } from "#lib/rest/operations/generations.ts";
import { serve } from "#lib/rest/serve.ts";

export const POST = serve(cancelGenerationOperation, webDeps);
