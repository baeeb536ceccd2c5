import { webDeps } from "#lib/deps.ts";
import { resumeApi } from "#lib/rest/operations/apis.ts";
import { serve } from "#lib/rest/serve.ts";

export const POST = serve(resumeApi, webDeps);
