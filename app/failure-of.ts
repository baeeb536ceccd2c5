import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";

/** Why an action did not happen, fit to show: a message, and messages by field. */
export interface ActionFailure {
  message: string;
  errors: Record<string, string>;
}

/** A thrown value as a person may read it. Anything unknown is logged and told without its text. */
export function failureOf(error: unknown): ActionFailure {
  if (!(error instanceof AppError)) {
    webDeps().log.error("action.failed", { error });
    return { message: "Something went wrong on our side and nothing was changed. Try again in a moment.", errors: {} };
  }
  const listed: unknown = error.extensions["errors"];
  const errors: Record<string, string> = {};
  for (const entry of Array.isArray(listed) ? listed : []) {
    if (typeof entry?.path === "string" && typeof entry?.message === "string") errors[entry.path] ??= entry.message;
  }
  return { message: error.message, errors };
}
