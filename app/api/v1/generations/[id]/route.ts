import { getGenerationOperation } from "#lib/rest/operations/generations.ts";
import { serve } from "../../../serve.ts";

export const GET = serve(getGenerationOperation);
