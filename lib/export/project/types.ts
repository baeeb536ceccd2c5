// What the adapter knows of the platform's own types.
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type DataErrorCode = "conflict" | "stale" | "range" | "quota" | "invalid" | "unavailable";
/** `[operation, collection, ...arguments]`, not yet validated. */
export type DataOperation = readonly unknown[];
export type DataReply = { ok: Json } | { err: { code: DataErrorCode; message: string } };

/** Where data operations go: `fetch("http://host/data", { body })` with a list of operations, answered by a list of replies. */
export interface HostService {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}
/** One call of the API. */
export interface ConsoleScope {
  requestId: string;
  lines: [level: string, text: string][];
  count: number;
  bytes: number;
  flushSoon?: () => void;
}

/** What the platform's built-in generator builds an API from. */
export type Recipe = Record<string, unknown>;

export interface PublicRoute {
  method: string;
  path: string;
}
export interface FetchFixture {
  method: string;
  url: string;
  status: number;
  headers?: Record<string, string>;
  body: string;
}

export interface ContractStep {
  request: { method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS"; path: string; headers?: Record<string, string> | undefined; body?: Json | undefined; consumer?: string | undefined };
  expect: { status: number | number[]; headers?: Record<string, string> | undefined; body?: Json | undefined };
  capture?: Record<string, string> | undefined;
}
/** A named sequence of requests with what must come back. */
export interface ContractTest {
  name: string;
  steps: ContractStep[];
}
export interface ContractTestResult {
  name: string;
  status: "passed" | "failed";
  ms: number;
  requests: number;
  step?: number | undefined;
  reason?: string | undefined;
  failure?: { request: string; reply: string; console: string[] } | undefined;
}

export interface ScratchRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  consumer?: string;
}
export interface ScratchReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  ms: number;
  console: [level: string, text: string][];
}
export interface ScratchRound {
  fetch(request: ScratchRequest): Promise<ScratchReply>;
}
export type ReplyCheck = (request: Pick<ScratchRequest, "method" | "path">, reply: ScratchReply) => string | null;
