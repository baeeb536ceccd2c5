import { deleteApiOperation, getApiOperation } from "#lib/rest/operations/apis.ts";
import { serve } from "../../../serve.ts";

export const GET = serve(getApiOperation);
export const DELETE = serve(deleteApiOperation);
