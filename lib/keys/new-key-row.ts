import { newUuid } from "#lib/id.ts";
import { makeKey, type KeyKind, type Pepper } from "./key-format.ts";

/** A new key: its secret, what stays visible of it, and what private.create_key stores. The newest pepper hashes it. */
export function newKeyRow(kind: KeyKind, peppers: readonly Pepper[]) {
  const [pepper] = peppers;
  if (!pepper) throw new Error("no pepper is set");
  const { secret, prefix, lastFour, hash, pepperVersion } = makeKey(kind, pepper);
  const visible = { id: newUuid(), prefix, lastFour };
  return { secret, visible, row: { ...visible, keyHash: hash.toString("hex"), pepperVersion } };
}
