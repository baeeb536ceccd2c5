import { cancelGenerationOperation } from "#lib/rest/operations/generations.ts";
import { serve } from "../../../../serve.ts";

export const POST = serve(cancelGenerationOperation);
