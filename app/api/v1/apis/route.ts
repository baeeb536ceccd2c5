import { listApisOperation } from "#lib/rest/operations/apis.ts";
import { serve } from "../../serve.ts";

export const GET = serve(listApisOperation);
