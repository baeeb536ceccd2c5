import type { z } from "zod";
import type { Scope } from "#lib/auth/actor.ts";
import { type AnyOperation, OPERATIONS } from "./operations.ts";

/** An operation as it is served. */
export interface Door extends Pick<AnyOperation, "method" | "path" | "scope" | "example"> {
  /** All that a management key needs. */
  scopes: readonly Scope[];
  output: z.ZodType | undefined;
  handle(request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response>;
}
export type OpenDoor = (operation: AnyOperation) => Door;

const all = Object.values(OPERATIONS).flatMap((operations) => Object.values<AnyOperation>(operations));

/** Those that need a credential with a scope. */
export const scopedDoors = (open: OpenDoor): Door[] => all.filter(({ scope }) => scope !== null && scope !== "admin" && scope !== "account").map(open);
/** Those of a person who is signed in. */
export const accountDoors = (open: OpenDoor): Door[] => all.filter(({ scope }) => scope === "account").map(open);
export const adminDoors = (open: OpenDoor): Door[] => all.filter(({ scope }) => scope === "admin").map(open);
export const publicDoors = (open: OpenDoor): Door[] => all.filter(({ scope }) => scope === null).map(open);

export const doorOf = (doors: readonly Door[], method: string, path: string): Door => doors.find((door) => door.method === method && door.path.endsWith(path)) ?? noDoor(`${method} ${path}`);
const noDoor = (name: string): never => {
  throw new Error(`there is no door ${name}`);
};

/** A body with every value of its example replaced. */
export function spoiled(example: unknown, value: unknown): unknown {
  if (Array.isArray(example)) return example.map((item) => spoiled(item, value));
  if (typeof example === "object" && example !== null) return Object.fromEntries(Object.entries(example).map(([name, item]) => [name, spoiled(item, value)]));
  return value;
}
