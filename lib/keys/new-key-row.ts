import { newUuid } from "#lib/id.ts";
import { makeKey, newestOf, type KeyKind, type Pepper } from "./key-format.ts";

/** A new key: its secret, what stays visible of it, and what private.create_key stores. The newest pepper hashes it. */
export function newKeyRow(kind: KeyKind, peppers: readonly Pepper[]) {
  const { secret, prefix, lastFour, hash, pepperVersion } = makeKey(kind, newestOf(peppers));
  const visible = { id: newUuid(), prefix, lastFour };
  return { secret, visible, row: { ...visible, keyHash: hash.toString("hex"), pepperVersion } };
}
