import { isDeepStrictEqual } from "node:util";
import { AppError } from "#lib/errors.ts";
import type { ContradictedTest, EditRecord } from "#lib/versions/edit-record.ts";
import type { ContractTest, ContractTestResult } from "#lib/versions/schema.ts";
import type { GeneratedApi } from "../parse.ts";
import type { Edit } from "./edit-request.ts";

/** What the version before guaranteed and the new one does not hold word for word. */
export interface EarlierTests {
  tests: ContractTest[];
  /** Name → the words of the request that contradict it. */
  contradicted: ReadonlyMap<string, string>;
  /** Names of those that the new version has another test of the same name for. */
  rewritten: ReadonlySet<string>;
}

/**
 * The contract tests of the version before that still have to pass. Throws `generation_failed` for a test that is called contradicted by
 * words that the request doesn't hold, or that isn't there: whoever wrote it puts that right.
 */
export function earlierTests(api: GeneratedApi, edit: Edit, request: string): EarlierTests {
  const { base, by } = edit;
  const tests = base.contractTests.filter((test) => !api.contractTests.some((own) => isDeepStrictEqual(own, test)));
  const nameOf = ({ name }: ContractTest): string => (api.contractTests.some((own) => own.name === name) ? `${name.slice(0, 140)} (version ${base.number})` : name);
  const contradicted = new Map<string, string>();
  for (const { name, words } of api.contradictedTests ?? []) {
    const test = base.contractTests.find((earlier) => earlier.name === name);
    if (!test) throw wrong(`contradictedTests names "${name}", which is no contract test of version ${base.number}`);
    if (by === "words" && !said(words, request)) throw wrong(`contradictedTests says that "${name}" is contradicted by the words "${words}", which are not in the request. Quote at least two whole words of it exactly, or make the test pass`);
    contradicted.set(nameOf(test), words);
  }
  const rewritten = new Set(tests.map(nameOf).filter((name) => !base.contractTests.some((test) => test.name === name)));
  return { tests: tests.map((test) => ({ ...test, name: nameOf(test) })), contradicted, rewritten };
}

/**
 * The new version's tests, its own and those of the version before that held, and what is shown of the change. What is edited by hand holds
 * only the tests that were sent.
 */
export function tellEdit(api: GeneratedApi, edit: Edit, earlier: EarlierTests, results: readonly ContractTestResult[]): { contractTests: ContractTest[]; record: EditRecord } {
  const held = new Set(results.filter(({ origin, status }) => origin === "earlier" && status === "passed").map(({ name }) => name));
  const contradicted: ContradictedTest[] = results.filter(({ origin }) => origin === "contradicted").map(({ name, reason }) => ({ name, words: earlier.contradicted.get(name) ?? "", reason: reason ?? "It fails." }));
  // The built-in generator writes each of its tests anew, as strict as before: one copy of each is enough.
  const isKept = ({ name }: ContractTest): boolean => held.has(name) && !(api.recipe && earlier.rewritten.has(name));
  const all = edit.by === "hand" ? api.contractTests : [...api.contractTests, ...earlier.tests.filter(isKept)];
  const contractTests = mostOf(all, (test) => held.has(test.name) || edit.base.contractTests.some((own) => isDeepStrictEqual(own, test)));
  const left = all.length - contractTests.length;
  const changes = left === 0 ? (api.changes ?? []) : [...(api.changes ?? []), `${left} new ${left === 1 ? "contract test" : "contract tests"} passed and ${left === 1 ? "is" : "are"} not kept: a version keeps at most ${MOST_TESTS}, those of version ${edit.base.number} first`];
  return { contractTests, record: { by: edit.by, base: edit.base.number, changes, kept: edit.base.contractTests.length - contradicted.length, contradicted } };
}

const MOST_TESTS = 60;

/** As many as a version keeps, in their order: what guards the version before is kept first. */
function mostOf(tests: ContractTest[], isEarlier: (test: ContractTest) => boolean): ContractTest[] {
  const kept = new Set([...tests.filter(isEarlier), ...tests.filter((test) => !isEarlier(test))].slice(0, MOST_TESTS));
  return tests.filter((test) => kept.has(test));
}

/** Whole words of the request, in its order: at least two of them, so that no letter or article stands for what was asked. */
function said(words: string, request: string): boolean {
  const [quoted, asked] = [wordsOf(words), wordsOf(request)];
  return quoted.length >= Math.max(1, Math.min(2, asked.length)) && ` ${asked.join(" ")} `.includes(` ${quoted.join(" ")} `);
}
const segmenter = new Intl.Segmenter("en", { granularity: "word" });
const wordsOf = (text: string): string[] => [...segmenter.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));

const wrong = (message: string): AppError => new AppError("generation_failed", `${message}. Nothing was deployed.`, { extensions: { diagnostics: [{ file: "result", line: 0, rule: "contradicted", message }] } });
