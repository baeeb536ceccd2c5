import { isDeepStrictEqual } from "node:util";
import type { EditBase } from "#lib/versions/edit-base.ts";
import { codePieces } from "../code-pieces.ts";
import type { Generator } from "../generator.ts";
import { apiOfBase } from "./api-of-base.ts";
import type { HandEdit } from "./hand-edit.ts";

/** Hands over what somebody wrote. It goes through the same gate as what a generator writes. */
export function createHandGenerator(hand: HandEdit, base: EditBase): Generator {
  const contractTests = hand.contractTests ?? base.contractTests;
  // Whoever leaves out or rewrites a test says that it need not hold: what fails of them is shown with the version.
  const dropped = base.contractTests.filter((test) => !contractTests.some((own) => isDeepStrictEqual(own, test)));
  return {
    info: { id: "hand", label: "Edited by hand", note: "This source was sent as it is. It is tested in the sandbox like everything else." },
    maxRepairs: 0,
    async *generate(_request, signal) {
      yield* codePieces(hand.files, signal);
      const { files, hosts, secretNames } = { ...base, ...hand };
      return { kind: "api", api: { ...apiOfBase(base), files, contractTests, hosts, secretNames, changes: handChanges(hand, base), contradictedTests: dropped.map(({ name }) => ({ name, words: "" })) } };
    },
  };
}

/** Which files and tests differ, in words. */
export function handChanges({ files, contractTests }: HandEdit, base: EditBase): string[] {
  const names = [...new Set([...Object.keys(base.files), ...Object.keys(files)])].filter((name) => base.files[name] !== files[name]);
  const told = names.map((name) => (base.files[name] === undefined ? `${name} is new` : files[name] === undefined ? `${name} is gone` : `${name} was edited`));
  const tests = contractTests ?? base.contractTests;
  const added = tests.filter((test) => !base.contractTests.some((old) => isDeepStrictEqual(old, test))).length;
  const gone = base.contractTests.filter((old) => !tests.some(({ name }) => name === old.name)).length;
  if (added > 0) told.push(`${added} ${added === 1 ? "contract test is" : "contract tests are"} new or edited`);
  if (gone > 0) told.push(`${gone} ${gone === 1 ? "contract test was" : "contract tests were"} left out`);
  return told.slice(0, 30);
}
