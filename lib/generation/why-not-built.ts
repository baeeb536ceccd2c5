import { NotUnderstood } from "./resource-builder/not-understood.ts";

/** Why a description can't be built; null when it can. */
export function whyNotBuilt(description: string, build: (description: string) => unknown): NotUnderstood | null {
  try {
    build(description);
    return null;
  } catch (error) {
    if (error instanceof NotUnderstood) return error;
    throw error;
  }
}
