import { remember } from "../remember.ts";
import { camelCase } from "../resource-builder/words.ts";

/** A name as the reader says it: lower-case words of letters and digits. Empty where nothing of it is left. */
export const plainName = remember((said) =>
  said.normalize("NFKD").replace(/\p{M}/gu, "").replace(/(?<=[a-z]{2})(?=[A-Z])/g, " ").toLowerCase().replace(/['\u2019]/g, "").replace(/[^a-z0-9]+/g, " ").trim().replace(/^(?=\d)/, "no "));

/** What the API calls a field: `dueDate`, of a reference `authorId`. What every document has, and what every object has, is called otherwise. */
export function fieldName(said: string, isReference = false): string {
  const plain = plainName(said);
  const name = camelCase(isReference && !plain.endsWith(" id") ? `${plain} id` : plain);
  return RESERVED.has(name) || name in {} ? `${name}Value` : name;
}

const RESERVED = new Set(["id", "createdAt", "updatedAt", "version", "proto", "prototype"]);
