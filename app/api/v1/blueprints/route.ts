import { listBlueprintsOperation } from "#lib/rest/operations/blueprints.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(listBlueprintsOperation) });
