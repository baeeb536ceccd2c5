import { tryApiOperation } from "#lib/rest/operations/apis.ts";
import { serve } from "../../../../serve.ts";

export const POST = serve(tryApiOperation);
