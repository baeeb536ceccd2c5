import type { SupervisedChild } from "./supervise.ts";

/** In this order: who asks others is replaced before them. */
export const ROLLED = ["gateway", "web", "runner"] as const;
export type RolledName = (typeof ROLLED)[number];
export const isRolledName = (name: string): name is RolledName => ROLLED.some((rolled) => rolled === name);

export interface Roller {
  /** Replaces processes one after the other without dropping a call. Rejects with the reason at the first that can't be: it and those after it go on as they were. */
  roll(names: readonly RolledName[]): Promise<void>;
}

/** One rolling restart at a time: who asks during one waits for it, then has a whole one. */
export function createRoller(children: readonly Pick<SupervisedChild, "name" | "roll">[], say: (text: string) => void): Roller {
  let last: Promise<unknown> = Promise.resolve();
  const roll = async (names: readonly RolledName[]) => {
    const chosen = children.filter(({ name }) => names.some((wanted) => wanted === name));
    for (const child of chosen) {
      const startedAt = performance.now();
      try {
        await child.roll();
      } catch (error) {
        say(`Rolling restart stopped: ${error instanceof Error ? error.message : String(error)}.`);
        throw error;
      }
      say(`Rolling restart: the new ${child.name} serves (${((performance.now() - startedAt) / 1000).toFixed(1)} s).`);
    }
  };
  return {
    roll(names) {
      const mine = last.then(() => roll(names));
      last = mine.catch(() => {});
      return mine;
    },
  };
}
