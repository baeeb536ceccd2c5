import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { readJson } from "../check-reply.ts";
import { Finding, type DerivedTest, type Facts, type HappyCall } from "../derived-test.ts";
import { isSuccess } from "../find-happy-calls.ts";
import { memberOf } from "../json-value.ts";
import { collectionOf, decoded, plainPath } from "../operations.ts";
import { itemsOf } from "./list-reply.ts";
import { readAs } from "./read-as.ts";

/** What is deleted is gone: from its address, from its list, and for a second DELETE. */
export function deletions({ operation, before, step }: HappyCall, facts: Facts, tests: readonly ContractTest[]): DerivedTest[] {
  const { title, template, method } = operation;
  const get = facts.operations.find((other) => other.method === "GET" && other.template === template && other.replies.has("404"));
  if (method !== "DELETE" || staysReadable(step.request.path, tests)) return [];
  const isKnown = operation.replies.has("404");
  if (!get && !isKnown) return [];
  return [{
    name: `${title}: what is deleted is gone`, before, isReadOnly: false,
    async run(situation) {
      const request = situation.requestOf(step);
      const read = readAs(request);
      const id = decoded(plainPath(request.path).split("/").at(-1) ?? "");
      const deleted = await situation.send(request);
      if (deleted.status >= 300) throw new Finding(`it was answered with ${deleted.status}`, request, deleted);
      const gone = get ? await situation.send(read) : null;
      if (gone && gone.status !== 404) throw new Finding(`what was deleted still answers with ${gone.status}, not with 404`, read, gone);
      const again = isKnown ? await situation.send(request) : null;
      if (again && again.status !== 404) throw new Finding(`deleting it again was answered with ${again.status}, not with 404`, request, again);
      if (!facts.operations.some((other) => other.method === "GET" && other.template === collectionOf(template) && other.query.every(({ isRequired }) => !isRequired))) return;
      const list = readAs(request, plainPath(request.path).split("/").slice(0, -1).join("/"));
      const reply = await situation.send(list);
      const isListed = itemsOf(readJson(reply.body))?.some((item) => memberOf(item, "id") === id || isNamed(item, operation.pathNames.at(-1), id));
      if (isListed) throw new Finding("what was deleted is still listed", list, reply);
    },
  }];
}

const isNamed = (item: Json, name: string | undefined, id: string): boolean => name !== undefined && memberOf(item, name) === id;

/** The API's own tests read it after its deletion: a bin, or a cancellation. */
const staysReadable = (path: string, tests: readonly ContractTest[]): boolean => tests.some(({ steps }) => {
  const deleted = steps.findIndex(({ request }) => request.method === "DELETE" && request.path === path);
  return deleted >= 0 && steps.slice(deleted + 1).some((step) => step.request.method === "GET" && step.request.path === path && isSuccess(step));
});
