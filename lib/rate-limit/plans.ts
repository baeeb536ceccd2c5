/** The one source of every plan's limits: code, headers, messages, pricing and docs read from here. */
export type Plan = "free" | "pro" | "enterprise";

export interface PlanLimits {
  callsPerHour: number;
  generationsPerHour: number;
  requestBodyBytes: number;
  responseBodyBytes: number;
  /** WebSockets of one API at once. */
  openSockets: number;
  /** One WebSocket message, either way. */
  socketMessageBytes: number;
  /** How long request logs are kept. */
  logDays: number;
  /** What the workspace's APIs may store: documents, and bytes of their ids and JSON. */
  documents: number;
  documentBytes: number;
  /** Indexes that lists over large collections have asked for lately. */
  documentIndexes: number;
}

const MB = 1024 * 1024;
export const PLAN_LIMITS: Record<Plan, PlanLimits> = {
  free: { callsPerHour: 100, generationsPerHour: 10, requestBodyBytes: MB, responseBodyBytes: 10 * MB, openSockets: 20, socketMessageBytes: MB, logDays: 3, documents: 10_000, documentBytes: 100 * MB, documentIndexes: 20 },
  pro: { callsPerHour: 1_000, generationsPerHour: 60, requestBodyBytes: MB, responseBodyBytes: 10 * MB, openSockets: 60, socketMessageBytes: MB, logDays: 14, documents: 2_000_000, documentBytes: 5 * 1024 * MB, documentIndexes: 200 },
  enterprise: { callsPerHour: 10_000, generationsPerHour: 600, requestBodyBytes: MB, responseBodyBytes: 10 * MB, openSockets: 100, socketMessageBytes: MB, logDays: 30, documents: 50_000_000, documentBytes: 100 * 1024 * MB, documentIndexes: 2_000 },
};

/** Unauthenticated requests per minute from one address. */
export const ADDRESS_LIMIT_PER_MINUTE = 100;
