import { shorten } from "#lib/cut-text.ts";
import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { ContractTestResult } from "#lib/versions/schema.ts";

/** The call that failed, short enough to go back to a generator. */
export function describeFailure(request: ScratchRequest, reply: ScratchReply): NonNullable<ContractTestResult["failure"]> {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const caller = request.consumer === undefined ? [] : [`(consumer ${request.consumer})`];
  return {
    request: shorten([`${request.method} ${shorten(request.path, 400)}`, ...headers, ...caller, ...(request.body === undefined ? [] : [shorten(request.body, 800)])].join("\n"), 1_500),
    reply: shorten(`${reply.status} ${reply.headers["content-type"] ?? ""}\n${reply.body}`, 1_500),
    console: reply.console.slice(-10).map(([level, text]) => shorten(`${level}: ${text}`, 400)),
  };
}
