import { webDeps } from "#lib/deps.ts";
import { revokeKeyOperation } from "#lib/rest/operations/keys.ts";
import { serve } from "#lib/rest/serve.ts";

export const DELETE = serve(revokeKeyOperation, webDeps);
