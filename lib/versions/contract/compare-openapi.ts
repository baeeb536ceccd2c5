import { routeName } from "../documented-operations.ts";
import type { ContractChange } from "../release-schema.ts";
import { compareOperations } from "./compare-operations.ts";
import { isRecord, memberOf } from "./normal-schema.ts";

const METHODS = ["get", "head", "post", "put", "patch", "delete", "options", "trace"];
/** More is of no use to anybody, and the documents are an untrusted program's. */
const MAX_CHANGES = 300;
const MAX_STEPS = 200_000;

export interface FoundOperation {
  /** `GET /books/{id}`, with the names of its own document. */
  name: string;
  operation: Record<string, unknown>;
  /** Of the path item. */
  parameters: unknown;
}

/** What changed from one OpenAPI document of an API to another, in words, what breaks callers first. */
export function compareOpenapi(before: unknown, after: unknown): ContractChange[] {
  const changes: ContractChange[] = [];
  const [old, now] = [operationsOf(before), operationsOf(after)];
  const steps = { left: MAX_STEPS };
  for (const [route, was] of old) {
    const is = now.get(route);
    if (is) for (const change of compareOperations(was, is, { before, after, steps })) changes.push({ ...change, operation: is.name });
    else changes.push({ kind: "operation.removed", isBreaking: true, operation: was.name, message: `${was.name} is gone.` });
  }
  for (const [route, is] of now) if (!old.has(route)) changes.push({ kind: "operation.added", isBreaking: false, operation: is.name, message: `${is.name} is new.` });
  if (steps.left < 0) changes.push({ kind: "document.too-large", isBreaking: true, operation: null, message: "The documents are too large to be compared to the end." });
  return changes.toSorted((a, b) => Number(b.isBreaking) - Number(a.isBreaking)).slice(0, MAX_CHANGES);
}

export const breakingOf = (changes: readonly ContractChange[]): ContractChange[] => changes.filter(({ isBreaking }) => isBreaking);

/** By their route, whatever its parameters are called. */
function operationsOf(document: unknown): Map<string, FoundOperation> {
  const paths = memberOf(document, "paths");
  const found = new Map<string, FoundOperation>();
  for (const [path, item] of Object.entries(isRecord(paths) ? paths : {})) {
    for (const method of METHODS) {
      const operation = memberOf(item, method);
      if (isRecord(operation)) found.set(routeName({ method, path }), { name: `${method.toUpperCase()} ${path}`, operation, parameters: memberOf(item, "parameters") });
    }
  }
  return found;
}
