import type { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { isTooDeep, MAX_JSON_DEPTH } from "#lib/http/is-too-deep.ts";
import { inputErrors } from "#lib/http/parse-input.ts";

/** The JSON of a body in its schema's form. Throws `malformed` for what is no JSON or too deep, `invalid` with each field's path and message. */
export function readBody<Body>(text: string, schema: z.ZodType<Body> | undefined): Body {
  if (!schema) return undefined as Body; // an operation without a schema never reads its body
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("malformed", "The body is not JSON. Send an object with Content-Type: application/json.");
  }
  if (isTooDeep(value)) throw new AppError("malformed", `The body is nested more than ${MAX_JSON_DEPTH} levels deep: it is not read.`);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error);
}

/** What a schema found, each with its field. */
export function invalidInput(error: z.ZodError): AppError {
  const errors = inputErrors(error);
  return new AppError("invalid", errors.map((entry) => (entry.path ? `${entry.path}: ${entry.message}` : entry.message)).join("; "), { extensions: { errors } });
}
