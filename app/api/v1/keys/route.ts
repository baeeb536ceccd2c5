import { webDeps } from "#lib/deps.ts";
import { createKeyOperation, listKeysOperation } from "#lib/rest/operations/keys.ts";
import { serve } from "#lib/rest/serve.ts";

export const GET = serve(listKeysOperation, webDeps);
export const POST = serve(createKeyOperation, webDeps);
