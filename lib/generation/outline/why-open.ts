import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { UNSAFE } from "./outline-issues.ts";
import { whyPart } from "../why-part.ts";

/** Why a part of a description isn't in its outline, and what comes nearest. */
export function whyOpen(part: string): string {
  if (UNSAFE.test(part)) return "It must not be kept as plain data, and an API from here has no safe place for it.";
  const why = whyPart(part, { kept: "", reason: null, build: refuseAll });
  return why.startsWith("It couldn't be read. Each thing") ? "It couldn't be read. If it is something to keep, add it as a field." : why === "There is no such rule." ? "There is no such rule. What it speaks of can be kept as fields." : why;
}

/** The part alone is looked at: a build would cost more than it tells. */
function refuseAll(): never {
  throw new NotUnderstood("It doesn't say what to store.");
}
