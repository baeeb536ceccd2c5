import type { Blueprint } from "../blueprint.ts";
import { malformed, step } from "../contract-step.ts";
import { documented, LIMIT } from "../documented.ts";

const MAX_TTL_SECONDS = 10 * 365 * 24 * 3600;
/** The expiry of what is stored without ttlSeconds. */
const byDefault = (seconds: number) => (seconds === 0 ? { expiresAt: null, ttlSeconds: null } : { expiresAt: { $type: "string" }, ttlSeconds: { $gte: seconds - 60 } });
const missing = { expect: { error: { code: "not_found" } } };

export const keyValueStore: Blueprint = {
  id: "key-value-store",
  name: "Key-value store",
  summary: "Keeps any JSON under a key, for ever or until it expires.",
  description: "Stores any JSON under a key of your choice, with an optional time to live; lists keys by prefix.",
  about: "`PUT /kv/{key}` with `{ \"value\": …, \"ttlSeconds\": 3600 }` stores, `GET /kv/{key}` reads, `DELETE /kv/{key}` deletes, `GET /kv?prefix=…` lists. Expired keys are gone.",
  category: "developer",
  points: ["PUT, GET and DELETE /kv/{key} store, read and delete any JSON", "ttlSeconds makes a key expire; an expired key is answered with 404", "GET /kv lists keys, by prefix and in pages"],
  assumptions: ["A key without ttlSeconds never expires, unless you choose a default time", "Storing under a key again replaces the value and its expiry"],
  publicRoutes: [],
  examplePrompt: "A key-value store with expiry",
  signals: [
    /\bkey ?-?value\b|\bkeyvalue\b|\bkv\b/,
    /\b(cache|store|storage|values?)\b.*\b(ttl|expiry|expir(?:e|es|ing|ation)|time to live)\b/,
    /\bvalues? (?:by|under|with|for) (?:a |their |its )?keys?\b/,
  ],
  vocabulary: "per-key list prefix key value keyvalue kv pair store storage storing cache caching database expiry expire expiring expiration expired ttl time live second minute hour optional json any arbitrary set get put delete read write under by entry entrie data optionally after automatic automatically remove removed retrieve save saved look lookup day forget",
  keeps: [/\bexpir\w*/, /\b(?:after|within|until|up to) (?:a|an|some|the|\d+)(?: (?:given|certain|optional|chosen|set|while|time|period|number|of|seconds?|minutes?|hours?|days?))*/],
  lacks: [/\bexpir\w* (?:when|once|on|if|unless)\b/, /\b(?:lists?|sets?|counters?|incr\w*|pub)\b(?! (?:keys|of keys))/],
  asks: {
    defaultTtlSeconds: [{ says: /\bexpir\w* (?:after|in) (\d+) sec(?:ond)?s?\b/ }, { says: /\bexpir\w* (?:after|in) (\d+) min(?:ute)?s?\b/, times: 60 }, { says: /\bexpir\w* (?:after|in) (\d+) hours?\b/, times: 3600 }, { says: /\bexpir\w* (?:after|in) (\d+) days?\b/, times: 86_400 }],
  },
  parameters: [
    { name: "defaultTtlSeconds", label: "Default time to live", help: "Seconds that a value is kept when it is stored without ttlSeconds; 0 means for ever.", kind: "integer", default: 0, min: 0, max: 31_536_000 },
    { name: "maximumValueKilobytes", label: "Largest value", help: "In kilobytes of JSON; a larger value is refused.", kind: "integer", default: 16, min: 1, max: 60 },
  ],
  picture: [
    { caption: "Store a value", method: "PUT", path: "/kv/greeting", body: { value: { text: "Hello" }, ttlSeconds: 3600 }, status: 201, reply: { key: "greeting", value: { text: "Hello" } } },
    { caption: "Read it back", method: "GET", path: "/kv/greeting", status: 200, reply: { key: "greeting", value: { text: "Hello" } } },
    { caption: "Read an unknown key", method: "GET", path: "/kv/farewell", status: 404, reply: { error: { code: "not_found", message: "There is no such key, or it has expired" } } },
  ],
  contractTests: ({ defaultTtlSeconds, maximumValueKilobytes }) => [
    { name: "A value can be stored and read back", steps: [step("PUT", "/kv/greeting", 201, { body: { value: "Hello" }, expect: { key: "greeting", value: "Hello", ...byDefault(Number(defaultTtlSeconds)) } }), step("GET", "/kv/greeting", 200, { expect: { key: "greeting", value: "Hello" } })] },
    { name: "Any JSON is kept as it is", steps: [step("PUT", "/kv/object", 201, { body: { value: { a: [1, null, { b: true }], c: "" } } }), step("GET", "/kv/object", 200, { expect: { value: { a: [1, null, { b: true }], c: "" } } }), step("PUT", "/kv/nothing", 201, { body: { value: null } }), step("GET", "/kv/nothing", 200, { expect: { value: null } }), step("PUT", "/kv/zero", 201, { body: { value: 0 } }), step("GET", "/kv/zero", 200, { expect: { value: 0 } })] },
    { name: "Storing again replaces", steps: [step("PUT", "/kv/again", 201, { body: { value: 1, ttlSeconds: 60 } }), step("PUT", "/kv/again", 200, { body: { value: 2 }, expect: { value: 2, ...byDefault(Number(defaultTtlSeconds)) } }), step("GET", "/kv/again", 200, { expect: { value: 2, expiresAt: byDefault(Number(defaultTtlSeconds)).expiresAt } })] },
    { name: "A key tells when it expires", steps: [step("PUT", "/kv/session", 201, { body: { value: "s", ttlSeconds: 3600 }, expect: { expiresAt: { $type: "string" }, ttlSeconds: { $gte: 3590 } } }), step("GET", "/kv/session", 200, { expect: { ttlSeconds: { $lte: 3600 } } })] },
    { name: "An expired key is gone", steps: [step("PUT", "/kv/brief", 201, { body: { value: "s", ttlSeconds: 0 }, expect: { ttlSeconds: 0 } }), step("GET", "/kv/brief", 404, missing), step("DELETE", "/kv/brief", 404), step("PUT", "/kv/brief2", 201, { body: { value: "s", ttlSeconds: 0 } }), step("GET", "/kv?prefix=brief2", 200, { expect: { items: [] } }), step("PUT", "/kv/brief2", 201, { body: { value: "back" } })] },
    { name: "A deleted key is gone", steps: [step("PUT", "/kv/temporary", 201, { body: { value: 1 } }), step("DELETE", "/kv/temporary", 204), step("GET", "/kv/temporary", 404, missing), step("DELETE", "/kv/temporary", 404)] },
    { name: "Keys may hold spaces, slashes and other letters", steps: [step("PUT", "/kv/a%20b%2Fc%20%C3%A9", 201, { body: { value: "odd" }, expect: { key: "a b/c é" } }), step("GET", "/kv/a%20b%2Fc%20%C3%A9", 200, { expect: { value: "odd" } })] },
    { name: "Keys are listed by prefix in pages", steps: [...["list:a", "list:b", "list:c"].map((key) => step("PUT", `/kv/${key}`, 201, { body: { value: key } })), step("GET", "/kv?prefix=list:&limit=2", 200, { expect: { items: [{ key: "list:a" }, { key: "list:b" }] }, capture: { cursor: "/cursor" } }), step("GET", "/kv?prefix=list:&limit=2&cursor={{cursor}}", 200, { expect: { items: [{ key: "list:c" }], cursor: null } }), step("GET", "/kv?limit=100", 200, { expect: { items: { $length: 3 } } }), ...["limit=0", "limit=101", "limit=1.5", `prefix=${"x".repeat(201)}`].map((query) => step("GET", `/kv?${query}`, 422)), step("GET", `/kv?prefix=${"x".repeat(200)}`, 200, { expect: { items: [] } })] },
    { name: "A value that is too large is refused", steps: [step("PUT", "/kv/large", 201, { body: { value: "x".repeat(Number(maximumValueKilobytes) * 1024 - 2) } }), step("PUT", "/kv/larger", 422, { body: { value: "x".repeat(Number(maximumValueKilobytes) * 1024 - 1) }, expect: { error: { code: "invalid" } } }), step("GET", "/kv/larger", 404)] },
    { name: "A bad body is refused", steps: [step("PUT", "/kv/bad", 422, { body: {}, expect: { error: { code: "invalid" } } }), malformed("PUT", "/kv/bad"), ...[-1, 1.5, MAX_TTL_SECONDS + 1].map((ttlSeconds) => step("PUT", "/kv/bad", 422, { body: { value: 1, ttlSeconds } })), step("PUT", "/kv/bad", 422, { body: { value: 1, ttlSeconds: "1 h" } }), step("PUT", "/kv/bad", 422, { body: { value: 1, expires: 3 }, expect: { error: { message: { $regex: "^json: " } } } }), step("GET", "/kv/bad", 404)] },
    { name: "Keys have 1 to 200 characters, times to live at most ten years", steps: [step("PUT", `/kv/${"k".repeat(200)}`, 201, { body: { value: 1 } }), step("PUT", `/kv/${"k".repeat(201)}`, 422, { body: { value: 1 } }), step("PUT", "/kv/k", 201, { body: { value: 1, ttlSeconds: MAX_TTL_SECONDS }, expect: { ttlSeconds: { $gte: MAX_TTL_SECONDS - 60 } } })] },
    {
      name: "The document says what a value needs and what every reply holds",
      steps: [
        documented({
          EntryInput: { required: ["value"], properties: { ttlSeconds: { type: "integer", minimum: 0, maximum: MAX_TTL_SECONDS } } }, EntryList: { required: ["items", "cursor"] },
          Entry: { required: ["key", "expiresAt", "ttlSeconds", "createdAt", "updatedAt"], properties: { ttlSeconds: { type: ["integer", "null"] } } },
        }, { "/kv": LIMIT, "/kv/{key}": { name: "key", schema: { minLength: 1, maxLength: 200 } } }),
      ],
    },
  ],
};
