import type { ContractStep, ContractTest } from "#lib/versions/schema.ts";
import type { HappyCall } from "./derived-test.ts";
import { operationOf, type Operation } from "./operations.ts";

/** The successful calls of the contract tests by operation title, those with the fewest steps before them first. */
export function findHappyCalls(operations: readonly Operation[], tests: readonly ContractTest[]): Map<string, HappyCall[]> {
  const found = new Map<string, HappyCall[]>();
  for (const { steps } of tests) {
    for (const [index, step] of steps.entries()) {
      const operation = isSuccess(step) ? operationOf(operations, step.request.method, step.request.path) : null;
      if (!operation) continue;
      const before = steps.slice(0, index).filter((earlier) => isSuccess(earlier) && !isIdle(earlier));
      found.set(operation.title, [...(found.get(operation.title) ?? []), { operation, before, step }]);
    }
  }
  for (const [title, calls] of found) found.set(title, calls.toSorted((a, b) => a.before.length - b.before.length));
  return found;
}

export const isSuccess = ({ expect }: ContractStep): boolean => [expect.status].flat().every((status) => status < 400);

/** A read that nothing later needs. */
const isIdle = ({ request, capture }: ContractStep): boolean => request.method === "GET" && Object.keys(capture ?? {}).length === 0;
