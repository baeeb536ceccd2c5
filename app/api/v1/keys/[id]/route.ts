import { revokeKeyOperation } from "#lib/rest/operations/keys.ts";
import { serve } from "../../../serve.ts";

export const DELETE = serve(revokeKeyOperation);
