import { createSampleKeyOperation } from "#lib/rest/operations/sample.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ POST: serve(createSampleKeyOperation) });
