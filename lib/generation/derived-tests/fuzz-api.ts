import type { ScratchRound, ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { fillRequest, takeCaptures, type Captures } from "../fill-captures.ts";
import { createReplyCheck, readJson } from "./check-reply.ts";
import { createSchemaCheck } from "./json-schema.ts";
import { isObject } from "./json-value.ts";
import { readOperations } from "./operations.ts";
import { fuzzRequests } from "./fuzz-requests.ts";

export interface FuzzReport {
  byStatus: Map<string, number>;
  /** Replies of 5xx, with their calls. */
  broken: string[];
  /** Successes that are not what the document says. */
  unfit: string[];
}

/** Fills a fresh scratch with what its contract tests make and then sends fuzzed requests, one after the other. */
export async function fuzzApi(scratch: Pick<ScratchRound, "fetch">, document: Json, tests: readonly ContractTest[], count: number): Promise<FuzzReport> {
  const report: FuzzReport = { byStatus: new Map(), broken: [], unfit: [] };
  const checkReply = createReplyCheck(readOperations(document), createSchemaCheck(document));
  const ids = await fillWithData(scratch, tests);
  for (const request of fuzzRequests(document, ids, count)) {
    const reply = await scratch.fetch(request);
    const group = `${String(reply.status)[0]}xx`;
    report.byStatus.set(group, (report.byStatus.get(group) ?? 0) + 1);
    const problem = reply.status < 400 ? checkReply(request, reply) : null;
    if (reply.status >= 500) report.broken.push(describe(request, reply));
    else if (problem !== null) report.unfit.push(`${describe(request, reply)}: ${problem}`);
  }
  return report;
}

/** Runs the contract tests on the same data, whatever they expect, and gives the ids that came back. */
async function fillWithData(scratch: Pick<ScratchRound, "fetch">, tests: readonly ContractTest[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const { steps } of tests.slice(0, 6)) {
    const captures: Captures = {};
    for (const step of steps) {
      if (step.request.method === "DELETE") continue;
      const reply = await scratch.fetch(fillRequest(step.request, captures));
      if (reply.status >= 300) continue;
      takeCaptures(step.capture ?? {}, reply, captures);
      const body = readJson(reply.body);
      for (const id of isObject(body) ? [body.id, body.code, body.key, body.slug] : []) if (typeof id === "string") ids.add(id);
    }
  }
  return [...ids];
}

const describe = (request: ScratchRequest, reply: ScratchReply): string =>
  `${request.method} ${request.path.slice(0, 200)} ${(request.body ?? "").slice(0, 300)} → ${reply.status} ${reply.body.slice(0, 200)} ${reply.console.map(([, text]) => text.slice(0, 200)).join(" | ")}`;
