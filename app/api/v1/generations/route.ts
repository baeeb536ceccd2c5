import { webDeps } from "#lib/deps.ts";
import { listGenerationsOperation } from "#lib/rest/operations/generations.ts";
import { serve } from "#lib/rest/serve.ts";

export const GET = serve(listGenerationsOperation, webDeps);
