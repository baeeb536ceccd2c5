import { randomUUID } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import type { MetricFamily } from "#lib/metrics/metrics.ts";
import { controlCall, unixRoad } from "./control-call.ts";
import { parseScratchOptions } from "./parse-scratch-options.ts";
import type { Succession } from "./succession.ts";
import { isDataErrorCode } from "./workerd/scratch-fault.ts";
import type { RuntimeBackend, Scratch, ScratchRequest, ScratchRound, SourceFiles } from "./runtime.ts";

const MAX_BODY_BYTES = 4 << 20;
const METHODS = ["check", "build", "openScratch", "scratchFetch", "failScratchData", "closeScratch", "wake", "touch", "sleep", "restart", "reload", "explainLost", "callApi", "status", "list", "health", "metrics"] as const;
export type ControlMethod = (typeof METHODS)[number];

/** What goes over the control socket: `POST /{method}` with its arguments as JSON, answered by a value or an AppError's code and message. */
export type ControlReply = { ok: unknown } | { error: { code: string; message: string; headers: Record<string, string> } };

export interface ControlOptions {
  /** Beside which others this runner may run. */
  succession?: Succession;
  collectMetrics?: () => Promise<MetricFamily[]>;
}

/** Serves a backend on the runner's control socket, mode 0600: who may open it is trusted. */
export async function serveControl(backend: RuntimeBackend, socketPath: string, log: Log, options: ControlOptions = {}): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 60_000 }, controlListener(backend, log, options));
  rmSync(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(socketPath, resolve));
  chmodSync(socketPath, 0o600);
  return server;
}

/** Answers the control calls of whoever is trusted. */
export function controlListener(backend: RuntimeBackend, log: Log, options: ControlOptions = {}): RequestListener {
  const handlers = controlHandlers(backend, log, options);
  const { succession } = options;
  return async (request, response) => {
    // Who asks again then asks the successor.
    if (succession?.isRetired()) response.shouldKeepAlive = false;
    const method = METHODS.find((name) => request.url === `/${name}`);
    let reply: ControlReply;
    const end = succession?.begin();
    try {
      if (!method || request.method !== "POST") throw new AppError("not_found", "No such method of the runner.");
      const input = await readJson(request);
      const elsewhere = succession?.elsewhere(method, input);
      reply = elsewhere ? await passOn(elsewhere, method, input) : { ok: (await handlers[method](input)) ?? null };
    } catch (error) {
      if (!(error instanceof AppError)) log.error("control.failed", { method, error });
      else if (error.cause) log.warn("control.refused", { method, code: error.code, cause: error.cause });
      const known = error instanceof AppError ? error : new AppError("internal", "The runner failed. Try again.");
      reply = { error: { code: known.code, message: known.message, headers: known.headers } };
    }
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
    response.once("close", () => end?.());
  };
}

type Arguments = Record<string, unknown>;

function passOn(socketPath: string, method: ControlMethod, input: Arguments): Promise<ControlReply> {
  return controlCall(unixRoad(socketPath), method, JSON.stringify(input)).catch((error: unknown) => {
    throw new AppError("unavailable", "The runner that had this has ended. Try again.", { cause: error });
  });
}

function controlHandlers(backend: RuntimeBackend, log: Log, { succession, collectMetrics }: ControlOptions): Record<ControlMethod, (input: Arguments) => Promise<unknown>> {
  const scratches = new Map<string, { scratch: Scratch; rounds: Map<string, ScratchRound>; end: (() => void) | undefined }>();
  /** A round begins when it is first named. */
  const roundOf = (input: Arguments): ScratchRound => {
    const open = scratches.get(text(input, "scratchId"));
    if (!open) throw new AppError("unavailable", "This scratch runtime is gone: it was closed, or the runner restarted.");
    const name = text(input, "round");
    const round = open.rounds.get(name) ?? open.scratch.round();
    open.rounds.set(name, round);
    return round;
  };
  return {
    check: (input) => backend.check(input["files"] as SourceFiles),
    build: (input) => backend.build(input["files"] as SourceFiles),
    async openScratch(input) {
      const scratch = await backend.openScratch(text(input, "bundle"), parseScratchOptions(input["options"]));
      const scratchId = succession?.scratchName(randomUUID()) ?? randomUUID();
      const end = succession?.begin();
      scratches.set(scratchId, { scratch, rounds: new Map(), end });
      // It closes itself after 60 s; the name goes a little later.
      setTimeout(() => {
        scratches.delete(scratchId);
        end?.();
      }, 90_000).unref();
      return { scratchId };
    },
    scratchFetch: (input) => roundOf(input).fetch(input["request"] as ScratchRequest),
    failScratchData: (input) => roundOf(input).failData(isDataErrorCode(input["code"]) ? input["code"] : null),
    async closeScratch(input) {
      const scratchId = text(input, "scratchId");
      const open = scratches.get(scratchId);
      scratches.delete(scratchId);
      open?.end?.();
      // Nobody waits for the end of a process and of its data.
      void open?.scratch.close().catch((error: unknown) => log.warn("scratch.close_failed", { error }));
    },
    wake: (input) => backend.wake(text(input, "apiId"), input["lostSocket"] === undefined ? undefined : text(input, "lostSocket")),
    touch: (input) => backend.touch(Array.isArray(input["apiIds"]) ? input["apiIds"].map(String) : []),
    sleep: (input) => backend.sleep(text(input, "apiId")),
    restart: (input) => backend.restart(text(input, "apiId")),
    reload: (input) => backend.reload(input["apiId"] === undefined ? undefined : text(input, "apiId")),
    async explainLost(input) {
      const own = await backend.explainLost({ apiId: text(input, "apiId"), versionId: text(input, "versionId"), socketPath: text(input, "socketPath"), requestId: text(input, "requestId"), method: text(input, "method"), target: text(input, "target") });
      // Only asked by others of its kind, a retired one asks nobody.
      const others = own || !succession || succession.isRetired() ? [] : succession.others();
      for (const other of others) {
        const reply = await controlCall(unixRoad(other), "explainLost", JSON.stringify(input)).catch(() => null);
        if (reply && "ok" in reply && reply.ok) return reply.ok;
      }
      return own;
    },
    callApi: (input) => backend.callApi({ apiId: text(input, "apiId"), requestId: text(input, "requestId"), method: text(input, "method"), target: text(input, "target"), headers: input["headers"] as Record<string, string>, body: input["body"] === null ? null : text(input, "body") }),
    status: (input) => backend.status(text(input, "apiId")),
    list: () => backend.list(),
    health: () => backend.health(),
    metrics: async () => (await collectMetrics?.()) ?? [],
  };
}

function text(input: Arguments, name: string): string {
  const value = input[name];
  if (typeof value !== "string") throw new AppError("malformed", `${name} must be a string.`);
  return value;
}

async function readJson(request: IncomingMessage): Promise<Arguments> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AppError("too_large", "This is too large for the runner.");
    chunks.push(chunk);
  }
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}");
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new AppError("malformed", "The runner takes an object.");
  return value as Arguments;
}
