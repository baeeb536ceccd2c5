import type { DataErrorCode, ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import { readJson } from "../check-reply.ts";
import { Finding, type DerivedTest, type Facts, type HappyCall, type Situation } from "../derived-test.ts";
import { memberOf } from "../json-value.ts";
import { collectionOf, makesByName, plainPath, type Operation } from "../operations.ts";
import { readAs } from "./read-as.ts";

/**
 * Data that can't be reached, that are full or that somebody else just changed are answered with words, and afterwards everything works. A call
 * that asks for no data is not held to it.
 */
export function dataOutage(facts: Facts): DerivedTest[] {
  const calls = [...facts.happy.values()].flatMap(([call]) => (call ? [call] : []));
  const create = calls.filter(({ operation }) => isCreate(operation)).toSorted((a, b) => a.before.length - b.before.length)[0];
  const change = calls.filter(({ operation }) => operation.pathNames.length > 0 && operation.method in CHANGES && !isCreate(operation)).toSorted((a, b) => rank(a) - rank(b))[0];
  return [...(create ? [outageTest(create, facts)] : []), ...(change ? [staleTest(change)] : [])];
}

const isCreate = (operation: Operation): boolean => makesByName(operation) || (operation.method === "POST" && operation.replies.has("201"));

/** A change that says it may clash, first of all; then by method. */
const CHANGES: Record<string, number> = { PATCH: 0, PUT: 1, POST: 2 };
const rank = ({ operation }: HappyCall): number => (operation.replies.has("409") ? 0 : 10) + (CHANGES[operation.method] ?? 3);

function outageTest(create: HappyCall, facts: Facts): DerivedTest {
  const { template } = create.operation;
  const isNamed = makesByName(create.operation);
  const collection = isNamed ? collectionOf(template) : template;
  const isListed = facts.operations.some(({ title, query }) => title === `GET ${collection}` && query.every(({ isRequired }) => !isRequired));
  return {
    name: `${create.operation.title}: an outage of the data is answered with 503, full data with a 4xx`, before: create.before, isReadOnly: false,
    async run(situation) {
      const request = situation.requestOf(create.step);
      const path = plainPath(request.path);
      const list = readAs(request, isNamed ? path.replace(/\/[^/]+$/, "") : path);
      if (isListed) await expectAnswer(situation, "unavailable", list, isOutage);
      await expectAnswer(situation, "unavailable", request, isOutage);
      await expectAnswer(situation, "quota", request, isRefusal);
      const after = await situation.send(request);
      if (after.status >= 400) throw new Finding(`after an outage of the data it was answered with ${after.status}: it must work as before`, request, after);
    },
  };
}

const staleTest = ({ operation, before, step }: HappyCall): DerivedTest => ({
  name: `${operation.title}: data that somebody else changed at the same moment are answered with a 4xx`, before, isReadOnly: false,
  run: (situation) => expectAnswer(situation, "stale", situation.requestOf(step), isRefusal),
});

const isOutage = (status: number): string | null => (status === 503 ? null : "503");
const isRefusal = (status: number): string | null => (status >= 400 && status < 500 ? null : "a 4xx");

const IN_WORDS: Partial<Record<DataErrorCode, string>> = { unavailable: "can't be reached", quota: "are full", stale: "were changed by somebody else in between" };

async function expectAnswer(situation: Situation, code: DataErrorCode, request: ScratchRequest, wanted: (status: number) => string | null): Promise<void> {
  const { reply, refused } = await situation.sendDuring(code, request);
  if (refused === 0) return;
  const other = wanted(reply.status);
  const what = `data that ${IN_WORDS[code] ?? code} (DataError "${code}")`;
  if (other !== null) throw new Finding(`${what} were answered with ${reply.status}, not with ${other}`, request, reply);
  if (!isProblem(reply)) throw new Finding(`${what} were answered with ${reply.status} without an error with a code and a message`, request, reply);
}

/** `{ "error": { "code", "message" } }`. */
function isProblem(reply: ScratchReply): boolean {
  const error = memberOf(readJson(reply.body), "error");
  return ["code", "message"].every((name) => typeof memberOf(error, name) === "string");
}
