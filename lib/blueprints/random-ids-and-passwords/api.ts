// Random ids and passwords: six kinds, from the runtime's cryptographic source.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import type { Env } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });

const PASSWORD_LENGTH = /* passwordLength */ 20;
const PIN_LENGTH = /* pinLength */ 6;
const MAX_COUNT = /* maximumCount */ 100;

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const SYMBOLS = "!#$%&()*+,-./:;<=>?@[]^_{|}~";
const LOOK_ALIKE = /[0O1lI|]/g;

const Values = z.object({ kind: z.string().openapi({ example: "uuid" }), count: z.number().int().openapi({ example: 1 }), values: z.array(z.string()).openapi({ example: ["3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e"] }) }).openapi("Values");
const count = { count: z.coerce.number().int().min(1).max(MAX_COUNT).default(1).openapi({ description: "How many" }) };
const flag = (fallback: "true" | "false", description: string) => z.enum(["true", "false"]).default(fallback).openapi({ description });
const length = (min: number, max: number, fallback: number) => z.coerce.number().int().min(min).max(max).default(fallback);

/** An index below `size`, each equally likely: values above the last full multiple are drawn again. */
function randomBelow(size: number): number {
  const limit = 2 ** 32 - (2 ** 32 % size);
  for (;;) {
    const value = crypto.getRandomValues(new Uint32Array(1))[0] ?? limit;
    if (value < limit) return value % size;
  }
}
const pick = (letters: string) => letters.charAt(randomBelow(letters.length));
const text = (size: number, letters: string) => Array.from({ length: size }, () => pick(letters)).join("");
const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (size: number) => crypto.getRandomValues(new Uint8Array(size));

/** Version 7 (RFC 9562): sorts by time. */
function uuid7(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  const random = hex(bytesOf(10));
  const variant = (8 + randomBelow(4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
function ulid(): string {
  let time = Date.now();
  let out = "";
  for (let i = 0; i < 10; i += 1) {
    out = CROCKFORD.charAt(time % 32) + out;
    time = Math.floor(time / 32);
  }
  return out + text(16, CROCKFORD);
}

/** At least one character of each group, in random places. */
function password(size: number, groups: string[]): string {
  const letters = [...groups.map(pick), ...Array.from({ length: size - groups.length }, () => pick(groups.join("")))];
  for (let i = letters.length - 1; i > 0; i -= 1) {
    const j = randomBelow(i + 1);
    [letters[i], letters[j]] = [letters[j] ?? "", letters[i] ?? ""];
  }
  return letters.join("");
}

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});

const responses = { 200: json(Values, "The values"), 422: json(Problem, "Not valid") };
const make = (kind: string, times: number, one: () => string) => ({ kind, count: times, values: Array.from({ length: times }, one) });

app.openapi(
  createRoute({ method: "get", path: "/uuid", tags: ["ids"], summary: "UUIDs, version 4 or 7", request: { query: z.strictObject({ ...count, version: z.enum(["4", "7"]).default("4").openapi({ description: "4: random; 7: sorts by time" }) }) }, responses }),
  (c) => {
    const query = c.req.valid("query");
    return c.json(make("uuid", query.count, query.version === "7" ? uuid7 : () => crypto.randomUUID()), 200);
  },
);

app.openapi(createRoute({ method: "get", path: "/ulid", tags: ["ids"], summary: "ULIDs: 26 characters that sort by time", request: { query: z.strictObject(count) }, responses }), (c) =>
  c.json(make("ulid", c.req.valid("query").count, ulid), 200),
);

app.openapi(
  createRoute({ method: "get", path: "/nanoid", tags: ["ids"], summary: "Short ids for addresses", request: { query: z.strictObject({ ...count, length: length(4, 128, 21) }) }, responses }),
  (c) => {
    const query = c.req.valid("query");
    return c.json(make("nanoid", query.count, () => text(query.length, `${LOWER}${UPPER}${DIGITS}_-`)), 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/password", tags: ["passwords"], summary: "Passwords",
    request: { query: z.strictObject({ ...count, length: length(8, 128, PASSWORD_LENGTH), uppercase: flag("true", "With A to Z"), digits: flag("true", "With 0 to 9"), symbols: flag("true", "With punctuation"), lookAlikes: flag("true", "With characters that look alike: 0 O 1 l I |") }) },
    responses,
  }),
  (c) => {
    const query = c.req.valid("query");
    const groups = [LOWER, ...(query.uppercase === "true" ? [UPPER] : []), ...(query.digits === "true" ? [DIGITS] : []), ...(query.symbols === "true" ? [SYMBOLS] : [])];
    const letters = query.lookAlikes === "true" ? groups : groups.map((group) => group.replace(LOOK_ALIKE, ""));
    return c.json(make("password", query.count, () => password(query.length, letters)), 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/pin", tags: ["passwords"], summary: "PINs: digits only", request: { query: z.strictObject({ ...count, length: length(3, 32, PIN_LENGTH) }) }, responses }),
  (c) => {
    const query = c.req.valid("query");
    return c.json(make("pin", query.count, () => text(query.length, DIGITS)), 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/token", tags: ["passwords"], summary: "Secret tokens", request: { query: z.strictObject({ ...count, bytes: length(8, 128, 32), encoding: z.enum(["hex", "base64url"]).default("hex") }) }, responses,
  }),
  (c) => {
    const query = c.req.valid("query");
    const encode = (bytes: Uint8Array) => (query.encoding === "hex" ? hex(bytes) : btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""));
    return c.json(make("token", query.count, () => encode(bytesOf(query.bytes))), 200);
  },
);

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Random ids and passwords", version: "1.0.0", description: "UUIDs, ULIDs, short ids, passwords, PINs and tokens." } });

export default app;
