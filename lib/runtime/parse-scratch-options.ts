import { AppError } from "#lib/errors.ts";
import type { FetchFixture, ScratchOptions } from "./runtime.ts";

const MAX_FIXTURES = 100;
const MAX_SECRETS = 100;
const METHOD = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i;
/** Set by whoever sends the reply, or a claim to be the platform. */
const DROPPED_HEADER = /^(connection|content-encoding|content-length|date|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|x-platform-.*)$/i;

/** What a generator declared for its tests, made safe to answer with. Throws `malformed` with what is wrong. */
export function parseScratchOptions(value: unknown): ScratchOptions {
  if (value === undefined || value === null) return {};
  const { secretNames = [], fixtures = [] } = record(value, "The options");
  if (!Array.isArray(secretNames) || secretNames.length > MAX_SECRETS || !secretNames.every((name) => typeof name === "string" && /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name))) {
    throw new AppError("malformed", "secretNames are names of letters, digits and _.");
  }
  if (!Array.isArray(fixtures) || fixtures.length > MAX_FIXTURES) throw new AppError("malformed", `fixtures is a list of at most ${MAX_FIXTURES} answers.`);
  return { secretNames: secretNames as string[], fixtures: fixtures.map(fixtureOf) };
}

function fixtureOf(value: unknown): FetchFixture {
  const { method, url, status, headers = {}, body } = record(value, "A fixture");
  if (typeof method !== "string" || !METHOD.test(method)) throw new AppError("malformed", "A fixture's method is GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS.");
  const target = typeof url === "string" && URL.canParse(url) ? new URL(url) : null;
  if (!target || !/^https?:$/.test(target.protocol)) throw new AppError("malformed", `A fixture's url is a whole http or https address, not ${JSON.stringify(url)?.slice(0, 100)}.`);
  if (typeof status !== "number" || !Number.isInteger(status) || status < 200 || status > 599) throw new AppError("malformed", "A fixture's status is a whole number from 200 to 599.");
  if (typeof body !== "string") throw new AppError("malformed", "A fixture's body is a text.");
  return { method, url: target.href, status, headers: headersOf(headers), body };
}

function headersOf(value: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(record(value, "A fixture's headers"))) {
    if (typeof text !== "string" || !/^[\w!#$%&'*+.^`|~-]{1,200}$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]{0,4000}$/.test(text)) throw new AppError("malformed", `A fixture's header ${name.slice(0, 100)} is not a header.`);
    if (!DROPPED_HEADER.test(name)) headers[name] = text;
  }
  return headers;
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new AppError("malformed", `${what} must be an object.`);
  return value as Record<string, unknown>;
}
