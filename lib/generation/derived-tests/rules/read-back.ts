import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import type { Facts, Situation } from "../derived-test.ts";
import { memberOf } from "../json-value.ts";
import { collectionOf, plainPath, type Operation } from "../operations.ts";
import { readAs } from "./read-as.ts";

/** The GET of what a call to `template` made, with its answer; null when the document knows none. */
export async function readBack(situation: Situation, facts: Facts, template: string, call: ScratchRequest, made: Json | undefined): Promise<{ request: ScratchRequest; reply: ScratchReply } | null> {
  const request = requestOfMade(facts, template, call, made);
  return request === null ? null : { request, reply: await situation.send(request) };
}

/** The GET of one thing in the collection at `template`. */
export const itemOperation = (operations: readonly Operation[], template: string): Operation | null =>
  operations.find((operation) => operation.method === "GET" && collectionOf(operation.template) === template && operation.template !== template) ?? null;

function requestOfMade({ operations }: Facts, template: string, call: ScratchRequest, made: Json | undefined): ScratchRequest | null {
  const item = itemOperation(operations, template);
  const id = item && idOf(item, made);
  return id === null ? null : readAs(call, `${plainPath(call.path)}/${encodeURIComponent(id)}`);
}

/** The member that names the thing in paths: of the parameter's name, or `id`. */
function idOf(item: Operation, made: Json | undefined): string | null {
  const id = memberOf(made, item.pathNames.at(-1) ?? "id") ?? memberOf(made, "id");
  return typeof id === "string" || typeof id === "number" ? String(id) : null;
}
