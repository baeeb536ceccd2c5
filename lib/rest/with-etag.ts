import { etagOf } from "#lib/http/etag.ts";

/** Answers with what counts its edits, and the ETag that If-Match repeats. */
export const withEtag = (value: { revision: number }, status = 200): Response => taggedAs(value, value.revision, status);

/** The same for what is named by another tag. */
export const taggedAs = (value: unknown, tag: number | string, status = 200): Response =>
  Response.json(value, { status, headers: { "Cache-Control": "no-store", ETag: etagOf(tag) } });
