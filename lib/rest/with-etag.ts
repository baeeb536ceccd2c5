import { etagOf } from "#lib/http/etag.ts";

/** Answers with what counts its edits, and the ETag that If-Match repeats. */
export const withEtag = (value: { revision: number }, status = 200): Response =>
  Response.json(value, { status, headers: { "Cache-Control": "no-store", ETag: etagOf(value.revision) } });
