import { z } from "zod";
import { browseDocuments } from "#lib/documents/browse-documents.ts";
import { changeDocument } from "#lib/documents/change-document.ts";
import { deleteDocument } from "#lib/documents/delete-document.ts";
import { getDocument } from "#lib/documents/get-document.ts";
import { type StoredDocument, storedDocumentSchema } from "#lib/documents/schema.ts";
import { etagOf, ifMatch } from "#lib/http/etag.ts";
import { pageOf, pageQuery, sendPage } from "../page.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";

const DOCUMENT = "/api/v1/apis/{id}/collections/{collection}/documents/{documentId}";

const browseQuery = z.object({
  ...pageQuery(20),
  cursor: z.string().max(10_000).optional().meta({ description: "Where to go on: the `cursor` of the page before, with the same `where` and `orderBy`." }),
  collection: z.string().optional().meta({ description: "Which one; absent: the first by name. `_kv` holds the keys of c.env.DATA.kv." }),
  where: z.string().max(10_000).optional().meta({ description: 'What has to hold, as JSON: `{"status":"paid","amount":{"gte":5}}`. Tests: eq, ne, gt, gte, lt, lte, in, contains, startsWith.' }),
  orderBy: z.string().max(201).optional().meta({ description: "A field, `-field` for descending. Default: `-createdAt`." }),
});

export const browseDocumentsOperation: Operation<undefined, { items: StoredDocument[]; cursor: string | null }> = {
  method: "GET", path: "/api/v1/apis/{id}/documents", summary: "What an API has stored in one of its collections", scope: "documents:read",
  query: browseQuery, output: pageOf(storedDocumentSchema), errors: ["invalid"],
  run: async ({ params, query, request, actor, deps }) => sendPage(await browseDocuments({ apiId: param(params, "id"), ...readQuery(browseQuery, query) }, actor, deps), request),
};

export const getDocumentOperation: Operation<undefined, StoredDocument> = {
  method: "GET", path: DOCUMENT, summary: "One stored document", scope: "documents:read", output: storedDocumentSchema, etag: true, errors: ["invalid"],
  run: async ({ params, actor, deps }) => withVersion(await getDocument(placeOf(params), actor, deps)),
};

const changeDocumentSchema = z.strictObject({
  data: z.record(z.string(), z.json()).meta({ description: "All of its own fields: those that are left out are gone." }),
  version: z.int().min(1).optional().meta({ description: "Of the document that this is a change of: when another one is there by now, it is refused, as with If-Match." }),
});

export const changeDocumentOperation: Operation<z.output<typeof changeDocumentSchema>, StoredDocument> = {
  method: "PUT", path: DOCUMENT, summary: "Replace what a stored document holds", scope: "documents:write",
  description: "The API is not asked: its own checks don't run. Values that its code declares unique stay so.",
  body: changeDocumentSchema, example: { data: { title: "Emma" }, version: 1 }, output: storedDocumentSchema, etag: true, errors: ["conflict", "invalid", "precondition_failed", "rate_limited"],
  run: async ({ params, body, request, actor, deps }) => withVersion(await changeDocument({ ...placeOf(params), data: body.data, ifVersion: expected(request, body.version) }, actor, deps)),
};

export const deleteDocumentOperation: Operation<undefined, void> = {
  method: "DELETE", path: DOCUMENT, summary: "Remove a stored document, for good", scope: "documents:write", etag: true, successStatus: 204, errors: ["invalid", "precondition_failed"],
  run: ({ params, request, actor, deps }) => deleteDocument({ ...placeOf(params), ifVersion: ifMatch(request.headers.get("if-match")) }, actor, deps),
};

const placeOf = (params: Record<string, string>) => ({ apiId: param(params, "id"), collection: param(params, "collection"), id: param(params, "documentId") });

function expected(request: Request, version: number | undefined): ((found: number) => boolean) | null {
  const matches = ifMatch(request.headers.get("if-match"));
  return matches === null && version === undefined ? null : (found) => (matches?.(found) ?? true) && (version ?? found) === found;
}

const withVersion = (document: StoredDocument): Response => Response.json(document, { headers: { "Cache-Control": "no-store", ETag: etagOf(document.version) } });
