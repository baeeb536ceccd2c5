import type { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { brokenText } from "./broken-text.ts";

/** The input in its schema's form. Throws `invalid` with each field's path and message; the first one is the message that people read. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  const broken = parsed.success ? brokenText(parsed.data) : null;
  if (parsed.success && broken === null) return parsed.data;
  const errors = parsed.success ? [{ path: broken ?? "", message: "A text holds half of a character (a lone surrogate)." }] : inputErrors(parsed.error);
  throw new AppError("invalid", errors[0]?.message ?? "The content is not valid.", { extensions: { errors } });
}

/** What is wrong, and where: the `errors` of a problem body. */
export const inputErrors = (error: z.ZodError): { path: string; message: string }[] => error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
