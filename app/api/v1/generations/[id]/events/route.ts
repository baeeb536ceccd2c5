import { generationEvents } from "#lib/rest/operations/generations.ts";
import { routes, serve } from "../../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(generationEvents) });
