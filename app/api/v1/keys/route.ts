import { createKeyOperation, listKeysOperation } from "#lib/rest/operations/keys.ts";
import { serve } from "../../serve.ts";

export const GET = serve(listKeysOperation);
export const POST = serve(createKeyOperation);
