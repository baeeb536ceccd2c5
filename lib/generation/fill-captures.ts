import { shorten } from "#lib/cut-text.ts";
import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { ContractStep, Json } from "#lib/versions/schema.ts";

export type Captures = Record<string, Json>;

/** The request of a step as it is sent, with what earlier steps captured. */
export function fillRequest({ method, path, headers: given = {}, body, consumer }: ContractStep["request"], captures: Captures): ScratchRequest {
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fillText(value, captures)]));
  if (body !== undefined && !Object.keys(headers).some((name) => name.toLowerCase() === "content-type")) headers["content-type"] = "application/json";
  return {
    method, path: fillText(path, captures, encodeURIComponent), headers,
    ...(body === undefined ? {} : { body: JSON.stringify(fill(body, captures)) }),
    ...(consumer === undefined ? {} : { consumer }),
  };
}

/** Adds what the step captures from its reply to `captures`; says why when there is nothing to capture. */
export function takeCaptures(capture: Record<string, string>, reply: ScratchReply, captures: Captures): string | null {
  for (const [name, pointer] of Object.entries(capture)) {
    const value = resolvePointer(parseBody(reply.body), pointer);
    if (value === undefined) return `nothing at ${pointer} to capture as ${name} in ${shorten(reply.body)}`;
    captures[name] = value;
  }
  return null;
}

/** A string that is exactly one placeholder keeps the captured value's type. */
export function fill(value: Json, captures: Captures): Json {
  if (typeof value === "string") {
    const name = /^\{\{(\w+)\}\}$/.exec(value)?.[1];
    return name !== undefined && Object.hasOwn(captures, name) ? (captures[name] ?? null) : fillText(value, captures);
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, captures));
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, captures)]));
  return value;
}

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

export function fillText(text: string, captures: Captures, encode: (value: string) => string = (value) => value): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    if (!Object.hasOwn(captures, name)) return whole;
    const value = captures[name];
    return encode(typeof value === "string" ? value : JSON.stringify(value));
  });
}

/** Not JSON: the text itself. */
export function parseBody(body: string): Json | undefined {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function resolvePointer(value: Json | undefined, pointer: string): Json | undefined {
  let current = value;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof current !== "object" || current === null) return undefined;
    current = Array.isArray(current) ? current[Number(key)] : Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}
