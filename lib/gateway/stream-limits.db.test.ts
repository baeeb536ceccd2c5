import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";
import { rawRequest } from "./test-raw-request.ts";

let bed: TestGateway;
let api: TestApi;
before(async () => {
  bed = await startTestGateway({ wallMs: 5_000, idleMs: 400 });
  api = await bed.makeApi();
});
after(() => bed.stop());

const open = (at = bed, its = api) => new Promise<http.IncomingMessage>((resolve, reject) => {
  http.get(`${at.url}/${its.apiId}/x`, { headers: { "x-api-key": its.key }, agent: false }, resolve).on("error", reject);
});
/** How an answer ended: whole, or broken off. */
const endOf = (answer: http.IncomingMessage) => new Promise<"whole" | "broken">((resolve) => {
  answer.once("end", () => resolve("whole"));
  answer.once("error", () => resolve("broken"));
});

test("a stream that is silent for too long is broken off, and the API's side ends", async () => {
  const ended = new Promise<void>((resolve) => {
    bed.answer((_request, response) => {
      response.once("close", resolve);
      response.write("one");
    });
  });
  const answer = await open();
  assert.equal(await endOf(answer.resume()), "broken");
  await ended;
});

test("a stream ends with its longest life, however lively it is", async () => {
  const short = await startTestGateway({ streamLifeMs: 300 });
  let timer: NodeJS.Timeout | undefined;
  short.answer((_request, response) => {
    timer = setInterval(() => response.write("tick"), 20);
    response.once("close", () => clearInterval(timer));
  });
  const answer = await open(short, await short.makeApi());
  assert.equal(await endOf(answer.resume()), "broken");
  clearInterval(timer);
  await short.stop();
});

test("a client that takes nothing for too long is left, and the API's side ends", async () => {
  const ended = new Promise<void>((resolve) => {
    bed.answer((_request, response) => {
      response.once("close", resolve);
      response.write(Buffer.alloc(9 * 1024 * 1024));
    });
  });
  const answer = await open();
  answer.pause();
  await ended;
  answer.destroy();
});

test("trailers pass in neither direction", async () => {
  bed.answer((request, response) => {
    request.on("end", () => {
      response.setHeader("Trailer", "X-Late");
      response.write("body");
      response.addTrailers({ "X-Late": "answer" });
      response.end();
    }).resume();
  });
  const reply = await rawRequest(bed.port, `POST /${api.apiId}/x HTTP/1.1\r\nHost: a\r\nX-API-Key: ${api.key}\r\nTransfer-Encoding: chunked\r\nTrailer: X-Consumer-Id\r\n\r\n3\r\nabc\r\n0\r\nX-Consumer-Id: forged\r\n\r\n`);
  assert.equal(reply.status, 200);
  assert.doesNotMatch(reply.text, /X-Late|trailer/i);
  const received = bed.received.at(-1);
  assert.equal(received?.body.toString(), "abc");
  assert.doesNotMatch(received?.rawHeaders.join(" ") ?? "", /forged|trailer/i);
});
