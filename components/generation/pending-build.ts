import type { Outline } from "#lib/generation/outline/schema.ts";

/** What somebody wants built, before it was started. */
export interface PendingBuild {
  prompt: string;
  /** Builds exactly this instead. */
  outline?: Outline;
  blueprint?: { id: string; parameters: Record<string, string | number | boolean> };
}

const NAME = "pending-build";

/** Hands a build to /generate inside this tab. A link with the description would let any site start builds. */
export function leaveBuild(build: PendingBuild): void {
  sessionStorage.setItem(NAME, JSON.stringify(build));
}

/** Takes the build that was left, once. */
export function takeBuild(): PendingBuild | null {
  const left = peekBuild();
  sessionStorage.removeItem(NAME);
  return left;
}

/** The build that was left, which stays. */
export function peekBuild(): PendingBuild | null {
  const left = sessionStorage.getItem(NAME);
  return left === null ? null : (JSON.parse(left) as PendingBuild); // written by leaveBuild, in this tab
}
