import assert from "node:assert/strict";
import { test } from "node:test";
import { apiIdOfHost, apiOriginOf, versionOfHost } from "./api-origin.ts";
import { parseHost } from "./host.ts";

const ID = "api_0123456789abcdef";
const publicUrl = "https://example.com";

test("the address of an API follows from API_ORIGIN: the platform's, a host of all APIs, a host of each", () => {
  assert.equal(apiOriginOf({ publicUrl }).urlOf(ID), `https://example.com/${ID}`);
  assert.equal(apiOriginOf({ publicUrl, apiOrigin: "https://apis.example.com/" }).urlOf(ID), `https://apis.example.com/${ID}`);
  const wildcard = apiOriginOf({ publicUrl, apiOrigin: "http://*.Apis.Example.com:8080" });
  assert.equal(wildcard.urlOf(ID), "http://api-0123456789abcdef.apis.example.com:8080");
  assert.deepEqual(wildcard.headersFor(ID), ["Host", "api-0123456789abcdef.apis.example.com:8080", "X-Forwarded-Proto", "http", "X-Forwarded-Host", "api-0123456789abcdef.apis.example.com:8080", "X-Forwarded-Prefix", ""]);
});

test("an API_ORIGIN that is none, or shares the host and so the cookies of the platform, is refused at the start", () => {
  for (const bad of ["apis.example.com", "https://", "https://apis.example.com/path", "https://*", "https://*.*.example.com", "https://apis.example.com?x", "ftp://apis.example.com", "https://u@apis.example.com", "https://example.com", "https://EXAMPLE.com.:8443"]) {
    assert.throws(() => apiOriginOf({ publicUrl, apiOrigin: bad }), /API_ORIGIN/, bad);
  }
});

test("a version has an address under every origin, and where each API has a host of its own, that host names it", () => {
  const draft = `${ID}~4-0123456789abcdef`;
  const wildcard = apiOriginOf({ publicUrl, apiOrigin: "https://*.apis.example.com" });
  assert.deepEqual([apiOriginOf({ publicUrl }).urlOf(draft), apiOriginOf({ publicUrl, apiOrigin: "https://apis.example.com" }).urlOf(draft), wildcard.urlOf(draft)], [`${publicUrl}/${draft}`, `https://apis.example.com/${draft}`, "https://api-0123456789abcdef--4-0123456789abcdef.apis.example.com"]);
  const host = parseHost("api-0123456789abcdef--4.apis.example.com");
  assert.deepEqual([apiIdOfHost(host, wildcard), versionOfHost(host)], [ID, "4"]);
  const ofDraft = parseHost("api-0123456789abcdef--4-0123456789abcdef.apis.example.com");
  assert.deepEqual([apiIdOfHost(ofDraft, wildcard), versionOfHost(ofDraft)], [ID, "4-0123456789abcdef"]);
  assert.equal(versionOfHost(parseHost("api-0123456789abcdef.apis.example.com")), null);
  for (const bad of ["api-0123456789abcdef--0.apis.example.com", "api-0123456789abcdef--x.apis.example.com", "api-0123456789abcdef-4.apis.example.com", "api-0123456789abcdef--.apis.example.com", "api-0123456789abcdef--4-x.apis.example.com"]) assert.equal(apiIdOfHost(parseHost(bad), wildcard), null, bad);
});

test("a host names an API by form alone, in any case, with a port and a trailing dot", () => {
  const origin = apiOriginOf({ publicUrl, apiOrigin: "https://*.apis.example.com" });
  for (const host of ["api-0123456789abcdef.apis.example.com", "api_0123456789abcdef.apis.example.com", "API-0123456789ABCDEF.APIS.example.com.:443"]) assert.equal(apiIdOfHost(parseHost(host), origin), ID, host);
  for (const host of ["apis.example.com", "example.com", "x.apis.example.com", "api-0123456789abcdef.evil.example", "api-0123456789abcdef.xapis.example.com", "a.api-0123456789abcdef.apis.example.com", "api-0123456789abcdef.apis.example.com.evil.example", "api-0123456789abcde.apis.example.com"]) assert.equal(apiIdOfHost(parseHost(host), origin), null, host);
});
