import assert from "node:assert/strict";
import http from "node:http";
import path from "node:path";
import { startTestGateway, type TestApi, type TestGateway } from "../test-gateway.ts";
import { openConnection } from "./test-connection.ts";

/** One way to send a request, and what has to become of it. */
export interface Case {
  name: string;
  /** The bytes of the attack. `{A}` `{B}`: ids of two APIs, `{KA}` `{KB}`: a key of each. */
  send: string;
  /** Statuses of the answers in order; none: closed without a word. */
  answers: readonly number[];
  /** What A's runtime is given: `METHOD target`, with the body behind a space if there is one. */
  reaches?: readonly string[];
  /** The connection afterwards; open: the next call on it, to the other API, is answered by that one. */
  after: "open" | "closed";
  isHead?: boolean;
}
export interface CorpusBed {
  bed: TestGateway;
  a: TestApi;
  b: TestApi;
  /** What each runtime was given, in order. */
  seen: { a: string[]; b: string[] };
  stop(): Promise<void>;
}

/** A gateway in front of two APIs that say who they are. */
export async function startCorpusBed(): Promise<CorpusBed> {
  const sockets = new Map<string, { socketPath: string; versionId: string }>();
  const seen: CorpusBed["seen"] = { a: [], b: [] };
  const bed = await startTestGateway({ wake: async (apiId) => ({ ...(sockets.get(apiId) ?? { socketPath: "", versionId: "" }), isCold: false, wakeMs: 0 }) });
  const runtimes: http.Server[] = [];
  const makeOne = async (name: "a" | "b"): Promise<TestApi> => {
    const api = await bed.makeApi({ publicRoutes: [{ method: "GET", path: "/public" }] });
    const socketPath = path.join(path.dirname(bed.socketPath), `${name}.sock`);
    const runtime = http.createServer({ maxHeaderSize: 128 * 1024 }, (request, response) => {
      let body = "";
      request.setEncoding("latin1").on("data", (chunk: string) => { body += chunk; }).on("end", () => {
        const line = `${request.method} ${request.url}${body === "" ? "" : ` ${body}`}`;
        seen[name].push(line);
        response.end(`${name} ${line}`);
      });
    });
    runtime.maxHeadersCount = 0;
    await new Promise<void>((resolve) => runtime.listen(socketPath, () => resolve()));
    runtimes.push(runtime);
    sockets.set(api.apiId, { socketPath, versionId: api.versionId });
    return api;
  };
  const a = await makeOne("a");
  const b = await makeOne("b");
  return {
    bed, a, b, seen,
    async stop() {
      for (const runtime of runtimes) {
        runtime.closeAllConnections();
        runtime.close();
      }
      await bed.stop();
    },
  };
}

/** Plays every case on a connection of its own. Fails with all that went otherwise, not only the first. */
export async function playCorpus(corpus: CorpusBed, cases: readonly Case[]): Promise<void> {
  const wrong: string[] = [];
  for (const one of cases) {
    const found = await play(corpus, one);
    const wanted = { answers: one.answers, after: one.after, a: one.reaches ?? [], b: one.after === "open" ? ["GET /next"] : [] };
    if (JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push(`${one.name}\n   wanted ${JSON.stringify(wanted)}\n   found  ${JSON.stringify(found)}`);
  }
  assert.equal(wrong.length, 0, `${wrong.length} of ${cases.length} cases:\n${wrong.join("\n")}`);
}

async function play({ bed, a, b, seen }: CorpusBed, { send, answers, after, reaches, isHead = false }: Case) {
  seen.a.length = 0;
  seen.b.length = 0;
  const fill = (text: string) => text.replaceAll("{A}", a.apiId).replaceAll("{B}", b.apiId).replaceAll("{KA}", a.key).replaceAll("{KB}", b.key);
  const connection = await openConnection(bed.port);
  connection.send(fill(send));
  const statuses: (number | string)[] = [];
  let isClosed = false;
  while (!isClosed && statuses.length < Math.max(1, answers.length)) {
    const answer = await connection.next({ isHead });
    isClosed = answer === null;
    if (answer !== null) statuses.push(answer === "silent" ? answer : answer.status);
  }
  let state: string = isClosed ? "closed" : "open";
  if (!isClosed && after === "closed") state = (await connection.next()) === null ? "closed" : "open";
  else if (!isClosed) {
    connection.send(fill("GET /{B}/next HTTP/1.1\r\nHost: x\r\nX-API-Key: {KB}\r\n\r\n"));
    const next = await connection.next();
    state = next === null || next === "silent" ? `no answer to the next call (${next})` : next.status === 200 && next.body === "b GET /next" ? "open" : `the next call was answered ${next.status} ${next.body}`;
  }
  connection.close();
  // What is closed without an answer may reach its API afterwards.
  for (const until = Date.now() + 2_000; seen.a.length < (reaches?.length ?? 0) && Date.now() < until; ) await new Promise((resolve) => setImmediate(resolve));
  return { answers: statuses, after: state, a: [...seen.a], b: [...seen.b] };
}
