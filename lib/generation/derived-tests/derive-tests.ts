import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { createReplyCheck, type ReplyCheck } from "./check-reply.ts";
import type { DerivedTest, Facts } from "./derived-test.ts";
import { findHappyCalls } from "./find-happy-calls.ts";
import { createSchemaCheck } from "./json-schema.ts";
import { readOperations } from "./operations.ts";
import { badBodies } from "./rules/bad-bodies.ts";
import { badFormats } from "./rules/bad-formats.ts";
import { badQueries } from "./rules/bad-queries.ts";
import { dataOutage } from "./rules/data-outage.ts";
import { deletions } from "./rules/deletions.ts";
import { examples } from "./rules/examples.ts";
import { hostileTexts } from "./rules/hostile-texts.ts";
import { lists } from "./rules/lists.ts";
import { perConsumer } from "./rules/per-consumer.ts";
import { storedChanges } from "./rules/stored-changes.ts";
import { unknownIds } from "./rules/unknown-ids.ts";

export interface Derived {
  checkReply: ReplyCheck;
  /** The tests that follow from the document, given calls that contract tests make with success. */
  testsOf(contractTests: readonly ContractTest[]): DerivedTest[];
}

/** The platform's own tests of an API, from what the API says about itself. What can't be derived is not tested: nothing is guessed. */
export function deriveTests(document: Json): Derived {
  const operations = readOperations(document);
  const fits = createSchemaCheck(document);
  return {
    checkReply: createReplyCheck(operations, fits),
    testsOf(contractTests) {
      const happy = findHappyCalls(operations, contractTests);
      const facts: Facts = { document, operations, happy, fits, share: Math.max(3, Math.min(14, Math.floor(90 / Math.max(1, operations.length)))) };
      return [...operations.flatMap((operation) => {
        const [call] = happy.get(operation.title) ?? [];
        const ofCall = call ? [badBodies, badFormats, badQueries, unknownIds, hostileTexts, storedChanges, lists].flatMap((rule) => rule(call, facts)) : [];
        const owned = happy.get(operation.title)?.find(({ before }) => before.length > 0) ?? call;
        return [...ofCall, ...(owned ? perConsumer(owned) : []), ...(call ? deletions(call, facts, contractTests) : []), ...examples(operation, facts)];
      }), ...dataOutage(facts)];
    },
  };
}
