import { Agent, request as httpRequest } from "node:http";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import { fixtureEgress } from "../host/fixture-egress.ts";
import type { HostTenant } from "../host/host-server.ts";
import type { DocumentStore } from "../host-ports.ts";
import type { ConsoleLine, Scratch, ScratchOptions, ScratchReply, ScratchRequest, ScratchRound } from "../runtime.ts";
import { bootRuntime, type BootedRuntime } from "./boot-runtime.ts";
import type { LiveCode } from "./live-code.ts";
import { readableStacks } from "./readable-stack.ts";
import { createScratchData } from "./scratch-data.ts";
import type { WarmPool } from "./warm-pool.ts";
import type { Watchdog } from "./watchdog.ts";

export interface ScratchDeps {
  warm: WarmPool;
  watchdog: Watchdog;
  documents: DocumentStore;
  log: Log;
}

export const SCRATCH_LIMITS = { lifeMs: 60_000, replyMs: 10_000, replyBytes: 1 << 20 };
/** Less than the 5 s after which workerd closes an idle connection: it must not do so under a request. */
const IDLE_CONNECTION_MS = 3000;

/** Boots a bundle on scratch data of its own. What it fetches is answered from fixtures. `onClose` is called once, however it ends. */
export async function openScratch({ code, libraries }: LiveCode, options: ScratchOptions, deps: ScratchDeps, onClose: () => void): Promise<Scratch> {
  const { secretNames = [], fixtures = [] } = options;
  const data = createScratchData(deps.documents);
  const agent = new Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
  const readable = readableStacks(code);
  const printed = new Map<string, ConsoleLine[]>();
  let isClosed = false;
  let runtime: BootedRuntime | null = null;

  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(timer);
    onClose();
    runtime?.kill();
    await runtime?.exited;
    agent.destroy();
    await data.drop().catch((error: unknown) => deps.log.warn("scratch.drop_failed", { error }));
  };
  const timer = setTimeout(() => void close(), SCRATCH_LIMITS.lifeMs);
  timer.unref();
  try {
    const openedAt = performance.now();
    const onConsole = (requestId: string, lines: ConsoleLine[]) => void printed.set(requestId, [...(printed.get(requestId) ?? []), ...readable(lines)].slice(0, 200));
    const tenant: HostTenant = { name: "scratch", runData: data.run, egress: fixtureEgress(fixtures), onConsole };
    const started = await bootRuntime(await deps.warm.take(libraries), { code, secretNames, tenant }, deps.watchdog);
    // Its time may have run out meanwhile: nobody would end it any more.
    if (isClosed) {
      started.kill();
      throw new AppError("unavailable", `This scratch runtime was not ready within ${SCRATCH_LIMITS.lifeMs / 1000} s. Try again.`);
    }
    runtime = started;
    deps.log.debug("scratch.opened", { bootMs: performance.now() - openedAt });
  } catch (error) {
    await close();
    throw error;
  }
  const booted = runtime;
  const round = (): ScratchRound => {
    const { newRequestId, fail } = data.round();
    return {
      failData: async (code) => fail(code),
      async fetch(request) {
        if (isClosed) throw new AppError("unavailable", "This scratch runtime is closed.");
        const requestId = newRequestId();
        const reply = await send(booted, agent, request, requestId);
        const lines = printed.get(requestId) ?? [];
        printed.delete(requestId);
        return { ...reply, console: lines };
      },
    };
  };
  return { ...round(), round, close };
}

function send(runtime: BootedRuntime, agent: Agent, request: ScratchRequest, requestId: string): Promise<Omit<ScratchReply, "console">> {
  const start = performance.now();
  const headers = {
    host: "api.test",
    ...request.headers,
    "x-request-id": requestId,
    "x-flush-console": "1",
    "x-consumer-id": request.consumer ?? "tester",
    ...(request.body === undefined ? {} : { "content-length": String(Buffer.byteLength(request.body)) }),
  };
  return new Promise((resolve, reject) => {
    const call = httpRequest({ socketPath: runtime.socketPath, method: request.method, path: request.path, headers, agent });
    const stop = (error: AppError) => {
      call.destroy();
      reject(error);
    };
    const timer = setTimeout(() => stop(new AppError("deadline", `The API did not answer ${request.method} ${request.path} within ${SCRATCH_LIMITS.replyMs / 1000} s.`)), SCRATCH_LIMITS.replyMs);
    const crashed = async () => {
      clearTimeout(timer);
      const reason = runtime.hasExited() ? (await runtime.exited).reason : "It closed the connection.";
      reject(new AppError("bad_gateway", `The API ended during ${request.method} ${request.path}. ${reason}`));
    };
    call.on("error", () => setTimeout(() => void crashed(), 20));
    call.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > SCRATCH_LIMITS.replyBytes) stop(new AppError("bad_gateway", `The reply to ${request.method} ${request.path} is larger than 1 MB.`));
        else chunks.push(chunk);
      });
      response.on("error", () => void crashed());
      response.on("end", () => {
        clearTimeout(timer);
        const flat = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]));
        resolve({ status: response.statusCode ?? 0, headers: flat, body: Buffer.concat(chunks).toString("utf8"), ms: performance.now() - start });
      });
    });
    call.end(request.body);
  });
}
