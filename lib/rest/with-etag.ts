import { etagOf, tagOf } from "#lib/http/etag.ts";

/** Answers with what counts its edits, and the ETag that If-Match repeats. */
export const withEtag = (value: { revision: number }, status = 200): Response => taggedAs(value, value.revision, status);

/** The same for what is named by another tag. */
export const taggedAs = (value: unknown, tag: number | string, status = 200): Response =>
  Response.json(value, { status, headers: { "Cache-Control": "no-store", ETag: etagOf(tag) } });

/** A list that is told whole, with the ETag of all of it. */
export const sendWhole = (items: readonly unknown[]): Response => taggedAs({ items, cursor: null }, tagOf(items));
/** Says no more than that it is done, and by which ETag that list is known now. */
export const doneWithTag = (items: readonly unknown[]): Response => new Response(null, { status: 204, headers: { "Cache-Control": "no-store", ETag: etagOf(tagOf(items)) } });
