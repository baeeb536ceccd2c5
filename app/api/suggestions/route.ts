import { suggestionsOperation } from "#lib/rest/operations/suggestions.ts";
import { routes, serve } from "../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(suggestionsOperation) });
