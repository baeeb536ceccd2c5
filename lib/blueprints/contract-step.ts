import type { ContractStep, Json } from "#lib/versions/schema.ts";

/** One step of a contract test, in one line. `as` names who calls. */
export const step = (
  method: ContractStep["request"]["method"], path: string, status: number, more: { body?: Json; expect?: Json; capture?: Record<string, string>; as?: string } = {},
): ContractStep => ({
  request: { method, path, ...(more.body === undefined ? {} : { body: more.body }), ...(more.as === undefined ? {} : { consumer: more.as }) },
  expect: { status, ...(more.expect === undefined ? {} : { body: more.expect }) },
  ...(more.capture ? { capture: more.capture } : {}),
});

/** A body that is no JSON, which the reply says in its code: an empty one. */
export const malformed = (method: ContractStep["request"]["method"], path: string): ContractStep => ({
  request: { method, path, headers: { "content-type": "application/json" } }, expect: { status: 400, body: { error: { code: "malformed" } } },
});
