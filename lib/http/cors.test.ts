import assert from "node:assert/strict";
import { test } from "node:test";
import { corsHeaders, corsOriginsOf } from "./cors.ts";

const ORIGINS = corsOriginsOf(" https://app.example.com, http://localhost:5173/ ,");

test("a listed origin may do everything with credentials; every other one gets no header but Vary", () => {
  assert.deepEqual(ORIGINS, ["https://app.example.com", "http://localhost:5173"]);
  const headers = corsHeaders("https://app.example.com", ORIGINS, { allowed: "Authorization", exposed: "X-Request-ID" });
  assert.equal(headers[headers.indexOf("Access-Control-Allow-Origin") + 1], "https://app.example.com");
  assert.equal(headers[headers.indexOf("Access-Control-Allow-Credentials") + 1], "true");
  for (const other of [undefined, "null", "", "*", "http://evil", "http://app.example.com", "https://app.example.com.evil.example", "https://evil.example/https://app.example.com", "https://APP.example.com", "https://app.example.com:444", "https://app.example.com/", "https://xapp.example.com", "http://localhost", "file://"]) {
    assert.deepEqual(corsHeaders(other, ORIGINS, { allowed: "Authorization", exposed: "X-Request-ID" }), ["Vary", "Origin"], String(other));
  }
});

test("what is no exact origin is refused at the start", () => {
  for (const bad of ["*", "null", "example.com", "https://*.example.com", "https://a.example/path", "https://u@a.example", "ftp://a.example", "https://a.example b"]) assert.throws(() => corsOriginsOf(bad), /CORS_ORIGINS/, bad);
});
