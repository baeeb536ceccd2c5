import assert from "node:assert/strict";
import { test } from "node:test";
import { guardFetch } from "./guard-fetch.ts";

/** What was sent, answered from a table of redirects. */
function network(replies: Record<string, Response> = {}) {
  const sent: Request[] = [];
  const send: typeof fetch = async (input) => {
    const request = new Request(input);
    sent.push(request);
    return replies[request.url] ?? new Response("here");
  };
  return { sent, fetch: guardFetch(["api.example.com", "other.example.com"], send) };
}

for (const url of ["https://evil.example.com/", "http://127.0.0.1/", "https://api.example.com:8443/", "https://api.example.com.evil.com/", "https://api.example.com@evil.com/", "file:///etc/passwd"]) {
  test(`${url} is not reached`, async () => {
    const { sent, fetch } = network();
    await assert.rejects(fetch(url));
    assert.equal(sent.length, 0);
  });
}

test("an approved host is reached, and a redirect is followed to another one, without the credential", async () => {
  const { sent, fetch } = network({ "https://api.example.com/a": Response.redirect("https://other.example.com/b", 307) });
  const reply = await fetch("https://api.example.com/a", { method: "POST", body: "text", headers: { authorization: "Bearer x" } });
  assert.equal(await reply.text(), "here");
  assert.deepEqual(sent.map(({ method, url, headers }) => [method, url, headers.get("authorization")]), [["POST", "https://api.example.com/a", "Bearer x"], ["POST", "https://other.example.com/b", null]]);
  assert.equal(await sent[1]?.text(), "text");
});

test("a redirect to a host that is not approved is not followed", async () => {
  const { sent, fetch } = network({ "https://api.example.com/a": Response.redirect("http://169.254.169.254/latest", 302) });
  await assert.rejects(fetch("https://api.example.com/a"), /may not reach 169\.254\.169\.254/);
  assert.equal(sent.length, 1);
});

test("a redirect of a POST with 302 becomes a GET without a body; one that goes round ends", async () => {
  const { sent, fetch } = network({ "https://api.example.com/a": Response.redirect("https://api.example.com/b", 302), "https://api.example.com/c": Response.redirect("https://api.example.com/c", 302) });
  await fetch("https://api.example.com/a", { method: "POST", body: "text" });
  assert.deepEqual(sent.map(({ method, url }) => `${method} ${url}`), ["POST https://api.example.com/a", "GET https://api.example.com/b"]);
  await assert.rejects(fetch("https://api.example.com/c"), /more than 10 times/);
});
