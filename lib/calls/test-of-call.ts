import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { type ContractTest, contractTestSchema, jsonSchema } from "#lib/versions/schema.ts";
import type { CallDetails } from "./schema.ts";
import { getCall } from "./get-call.ts";
import { hidesSomething } from "./kept-body.ts";

/**
 * A contract test from a call of the logs: that the same request gets the same status, and the same refusal. A proposal: tests run on empty
 * data, so what the call found there has to be made by steps before it. Throws `conflict` when the call isn't kept whole or never reached the API, besides what `getCall` throws.
 */
export async function testOfCall(input: { apiId: string; callId: number }, actor: Actor, deps: { db: Database }): Promise<ContractTest> {
  const call = await getCall(input, actor, deps);
  const { detail, path, query } = call;
  if (call.errorCode !== null && call.status < 500) throw new AppError("conflict", "The platform refused this call before it reached the API: there is nothing of the API to test.");
  if ((detail.requestBytes > 0 && !detail.body) || detail.body?.isMasked || hidesSomething(path) || hidesSomething(query)) {
    throw new AppError("conflict", "This call isn't kept whole: its body isn't JSON of at most 8 KB, or a part that is named like a secret was left out. Write its test by hand.");
  }
  const test = contractTestSchema.safeParse({
    name: `${call.method} ${path} answers ${expectedStatus(call)}, as on ${call.createdAt.slice(0, 10)}`.slice(0, 160),
    steps: [{
      request: { method: call.method, path: query === null ? path : `${path}?${query}`, ...(detail.body ? { body: jsonSchema.parse(JSON.parse(detail.body.text)) } : {}) },
      expect: { status: expectedStatus(call), ...refusalOf(call) },
    }],
  });
  if (!test.success) throw new AppError("conflict", `A call with ${call.method} can't be a contract test.`);
  return test.data;
}

/** What failed shall succeed: a test that wants a 500 would keep the fault. */
const expectedStatus = ({ status, method }: CallDetails): number => (status < 500 ? status : method === "POST" ? 201 : 200);

function refusalOf({ status, detail }: CallDetails): { body?: unknown } {
  if (status < 400 || status >= 500 || !detail.reply || detail.reply.isMasked) return {};
  const body: unknown = JSON.parse(detail.reply.text);
  const error = memberOf(body, "error");
  const code = memberOf(error, "code");
  if (typeof code === "string") return { body: { error: { code } } };
  return typeof error === "string" ? { body: { error } } : {};
}

const memberOf = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined);
