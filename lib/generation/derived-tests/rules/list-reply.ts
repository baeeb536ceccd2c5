import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { isObject } from "../json-value.ts";

export interface ListReply {
  request: ScratchRequest;
  reply: ScratchReply;
  body: Json;
  items: Json[];
}

/** The items of a list's reply: its one array of objects, or itself. */
export function itemsOf(body: Json | undefined): Json[] | null {
  if (Array.isArray(body)) return body;
  if (!isObject(body)) return null;
  if (Array.isArray(body.items)) return body.items;
  const lists = Object.values(body).filter((value) => Array.isArray(value));
  return lists.length === 1 ? (lists[0] ?? null) : null;
}
