import { referenceFile } from "#lib/rest/reference/reference-file.ts";
import { routes } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: async (request, { params }) => referenceFile("docs", (await params)["file"] ?? "", request) });
