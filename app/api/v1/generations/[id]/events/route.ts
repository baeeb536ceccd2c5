import { webDeps } from "#lib/deps.ts";
import { generationEvents } from "#lib/rest/operations/generations.ts";
import { serve } from "#lib/rest/serve.ts";

export const GET = serve(generationEvents, webDeps);
