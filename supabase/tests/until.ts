import assert from "node:assert/strict";

/** Polls: other processes tell nobody when they have ended. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, withinMs = 10_000): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  while (!(await holds())) {
    assert.ok(Date.now() < giveUpAt, `never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
