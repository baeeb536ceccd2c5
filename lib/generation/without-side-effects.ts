import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { readSideEffects } from "./resource-builder/read-side-effects.ts";

/** Builds a description without what reaches other services, where that isn't most of it: each such part is quoted in `leftOut`. Throws NotUnderstood. */
export function withoutSideEffects<Result extends { leftOut: string[] }>(description: string, build: (description: string) => Result): Result {
  // A named one ("email notifications") would pass for a field, so that it goes first.
  const named = readSideEffects(description, true);
  if (named && !named.isMost) throw new NotUnderstood("What remains is less than what it asks for.", named.leftOut[0] ?? null);
  try {
    return lacking(build(named?.rest ?? description), named?.leftOut ?? []);
  } catch (error) {
    const all = error instanceof NotUnderstood ? readSideEffects(description, false) : null;
    if (!all?.isMost) throw error;
    try {
      return lacking(build(all.rest), all.leftOut);
    } catch (again) {
      if (again instanceof NotUnderstood) throw error;
      throw again;
    }
  }
}

const lacking = <Result extends { leftOut: string[] }>(built: Result, leftOut: readonly string[]): Result => ({ ...built, leftOut: [...built.leftOut, ...leftOut] });
