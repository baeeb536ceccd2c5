import { isoTime } from "#lib/clock.ts";
import { newUuid } from "#lib/id.ts";
import { endToEndHeaders } from "#lib/http/raw-headers.ts";
import type { CallRecord } from "#lib/calls/schema.ts";
import { keptBody, keptQuery, keptText } from "#lib/calls/kept-body.ts";
import { keptReplyHeaders, keptRequestHeaders } from "#lib/calls/kept-headers.ts";
import { pathOf } from "./call-path.ts";
import type { Exchange } from "./exchange.ts";
import { readBodyOf } from "./request-body.ts";

/** What a call was, for its owner's logs: without credentials and what is named like a secret. */
export function callRecord(exchange: Exchange, durationMs: number, skipped: number): CallRecord {
  const { call, principal, limit } = exchange;
  const path = pathOf(call.target);
  const query = call.target.slice(path.length + 1);
  return {
    entry: newUuid(),
    apiId: call.apiId,
    versionId: exchange.versionId,
    requestId: exchange.requestId,
    method: call.method.slice(0, 32),
    path: keptText(path.slice(0, 512)).slice(0, 512),
    query: query === "" ? null : keptQuery(query),
    status: exchange.status,
    durationMs: tenths(durationMs),
    wakeMs: exchange.isCold ? tenths(exchange.wakeMs) : null,
    errorCode: exchange.errorCode,
    isOwner: false,
    createdAt: isoTime(exchange.receivedAt),
    detail: {
      ...keptRequestHeaders(endToEndHeaders(call.rawHeaders, () => false)),
      requestBytes: exchange.requestBytes,
      body: keptBody(readBodyOf(exchange)),
      limit: limit && { name: limit.name, limit: limit.limit, used: limit.used },
      replyHeaders: keptReplyHeaders(exchange.replyHeaders),
      responseBytes: exchange.responseBytes,
      reply: keptBody(exchange.replyBody),
      keyId: principal?.kind === "key" ? principal.keyId : null,
      skipped,
    },
  };
}

const tenths = (ms: number): number => Math.round(ms * 10) / 10;
