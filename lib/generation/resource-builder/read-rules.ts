import type { ApplyRule } from "./rules/rule-words.ts";
import { readApart } from "./rules/read-apart.ts";
import { readLocks } from "./rules/read-locks.ts";
import { readMost } from "./rules/read-most.ts";
import { readOnce } from "./rules/read-once.ts";
import { readOrder } from "./rules/read-order.ts";

/** Takes out what holds between fields, documents and states; each is applied when all things are known. */
export function readRules(text: string): { rest: string; rules: ApplyRule[] } {
  const rules: ApplyRule[] = [];
  let rest = text;
  for (const read of [readApart, readOnce, readMost, readLocks, readOrder]) {
    const found = read(rest);
    rest = found.rest;
    rules.push(...found.rules);
  }
  return { rest, rules };
}
