import type { OutboundLog } from "../host-ports.ts";
import { EgressRefused, type LiveTenant, type OutboundCall } from "./egress.ts";

export interface OutboundRecorder {
  answered(status: number): void;
  /** Once; what comes after changes nothing. */
  end(bytes: number, error: Error | null): void;
}

/** What is kept of one request: where to, how it went, and why not. No path, no query, no header, no body. */
export function startOutboundRecord(call: OutboundCall, { apiId, versionId }: LiveTenant, log: OutboundLog): OutboundRecorder {
  const startedAt = performance.now();
  let status: number | null = null;
  let isOver = false;
  return {
    answered: (code) => void (status = code),
    end(responseBytes, error) {
      if (isOver) return;
      isOver = true;
      const reason = error === null ? null : error instanceof EgressRefused ? error.message : "The connection broke off.";
      const ms = Math.round((performance.now() - startedAt) * 10) / 10;
      log.write({ apiId, versionId, requestId: call.requestId, method: call.method, host: call.url.host.slice(0, 260), status, ms, requestBytes: call.body.length, responseBytes, reason });
    },
  };
}

/** What never got as far as the way out. */
export const recordRefusal = ({ apiId, versionId }: LiveTenant, log: OutboundLog) => (call: { method: string; host: string; requestId: string }, words: string): void =>
  log.write({ apiId, versionId, requestId: call.requestId, method: call.method, host: call.host.slice(0, 260), status: null, ms: 0, requestBytes: 0, responseBytes: 0, reason: words });
