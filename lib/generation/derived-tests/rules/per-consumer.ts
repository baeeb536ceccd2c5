import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { readJson } from "../check-reply.ts";
import { Finding, type DerivedTest, type HappyCall } from "../derived-test.ts";
import { isObject } from "../json-value.ts";
import { makesByName } from "../operations.ts";
import { isSame } from "./stored-changes.ts";

const STRANGER = "a-stranger";

/** On operations marked `x-per-consumer` a consumer sees nothing of another's: 404 on things, and lists and sums as if there were none. */
export function perConsumer({ operation, before, step }: HappyCall): DerivedTest[] {
  const { title, pathNames, isPerConsumer, method } = operation;
  if (!isPerConsumer || makesByName(operation) || before.length === 0) return [];
  const asStranger = (request: ScratchRequest): ScratchRequest => ({ ...request, consumer: STRANGER });
  if (pathNames.length > 0) {
    return [{
      name: `${title}: another consumer's is answered with 404`, before, isReadOnly: true,
      async run(situation) {
        const request = asStranger(situation.requestOf(step));
        const reply = await situation.send(request);
        if (reply.status !== 404) throw new Finding(`another consumer was answered with ${reply.status}, not with 404`, request, reply);
      },
    }];
  }
  if (method !== "GET") return [];
  let onEmptyData: ScratchReply | null = null;
  return [{
    name: `${title}: nothing of another consumer's is in it`, before, isReadOnly: true,
    async runOnEmptyData(situation) {
      onEmptyData = await situation.send(asStranger(situation.requestOf(step)));
    },
    async run(situation) {
      const request = asStranger(situation.requestOf(step));
      const reply = await situation.send(request);
      const isRight = onEmptyData === null || (onEmptyData.status === reply.status && isSame(steady(readJson(onEmptyData.body)), steady(readJson(reply.body))));
      if (!isRight) throw new Finding("a consumer who has nothing is answered differently once another consumer has something", request, reply);
    },
  }];
}

/** Without what differs from call to call. */
function steady(value: Json | undefined): Json | undefined {
  if (typeof value === "string") return /^\d{4}-\d\d-\d\dT/.test(value) ? "a time" : value;
  if (Array.isArray(value)) return value.map((item) => steady(item) ?? null);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, steady(item) ?? null])) : value;
}
