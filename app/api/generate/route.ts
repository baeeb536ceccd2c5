import { generate } from "#lib/rest/operations/generate.ts";
import { serve } from "../serve.ts";

export const POST = serve(generate);
