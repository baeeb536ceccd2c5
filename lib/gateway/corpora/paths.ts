import type { Case } from "./test-corpus.ts";

const get = (target: string): string => `GET ${target} HTTP/1.1\r\nHost: x\r\nX-API-Key: {KA}\r\n\r\n`;
/** Never forwarded; its framing is clear, so that the connection stays. */
const refused = (path: string, status = 400): Case => ({ name: `${status}: ${path.slice(0, 60)}`, send: get(path), answers: [status], after: "open" });
/** Not the form of a call: the pages' own 404. */
const notACall = (path: string): Case => refused(path, 404);
/** Forwarded byte for byte. */
const served = (rest: string, forwarded = rest): Case => ({ name: `forwarded: ${rest.slice(0, 60)}`, send: get(`/{A}${rest}`), answers: [200], reaches: [`GET ${forwarded}`], after: "open" });

/** Ways to leave an API's own path, and what must not be taken for one. */
export const PATHS: readonly Case[] = [
  ...["/..", "/../", "/../{B}/x", "/x/../../{B}/x", "/x/..", "/%2e%2e/{B}/x", "/%2E%2E/x", "/%2e./{B}/x", "/.%2e/{B}/x", "/.%2E", "/x/%2e%2e", "/x%2f..%2f..%2f{B}", "/x%2F%2e%2e%2F{B}", "/..%2f{B}", "/%2e%2e%2f{B}", "/..%5c{B}", "/x%5c..%5c{B}", "/%5c%2e%2e%5c",
    "/..\\{B}\\x", "/x\\y", "\\..\\{B}", "/%5C..", "/x\u0000y", "/%00", "/x%00.json", "/..%00/", "/%", "/%2", "/%g0", "/%0g", "/x%", "/x%2", "/%%32%65", "/%u002e%u002e/", "/x#/../{B}", "/#", "/../..//..///..", "/./../{B}", "/.../../{B}/x", "//../{B}", "/;/../{B}"].map((path): Case => (/[\u0000]/.test(path)
    ? { ...refused(`/{A}${path}`), after: "closed" } : path.startsWith("\\") ? notACall(`/{A}${path}`) : refused(`/{A}${path}`))),
  served("", "/"), served("/"), served("?a=b", "/?a=b"), served("?", "/?"), served("//"), served("///x//y"), served("/."), served("/./x"), served("/..."), served("/..x"), served("/x.."), served("/x..y/z"), served("/.well-known/x"), served("/;"), served("/;a=b"), served("/x;jsessionid=1/y"), served("/..;/x"), served("/x/..;/{B}/y".replace("{B}", "b")),
  served("/%2f"), served("/a%2Fb"), served("/a%2fb%3Fc"), served("/%25"), served("/%252e%252e/"), served("/%2525"), served("/%c0%ae%c0%ae/"), served("/%ef%bc%8e%ef%bc%8e/"), served("/%E2%82%AC"), served("/%ff%fe"), served("/%20"), served("/%0d%0aX-Injected:%201"), served("/%0a"), served("/%7f"), served("/a+b"), served("/a b".replace(" ", "%20")), served("/@user:pass"), served("/http://evil.example/"), served("/https:%2f%2fevil"), served("/!$&'()*+,=:@~-._"), served("/\"<>`{}|^[]".replace(/["<>`{}|^]/g, (found) => encodeURIComponent(found))),
  served("/x?../../{B}".replace("{B}", "b")), served("/x?y=%zz"), served("/x?y=%00"), served("/x?y=\\..\\"), served("/x?a=1&a=2&a"), served("/x?=&&?/"), served("/x?http://evil/"), served(`/${"a".repeat(16_000)}`), served(`/${"a/".repeat(7_000)}`), served(`/?${"a=b&".repeat(3_900)}`), served("/openapi.jsonx"), served("/openapi.json/"), served("/live"), served("/api/v1/keys"), served("/auth/v1/token"), served("/_next/static/x"), served("/{A}".replace("{A}", "api_0123456789abcdef/x")),
  { ...refused(`/{A}/${"a".repeat(16_400)}`, 413), after: "closed" }, { ...refused(`/{A}/?${"a".repeat(40_000)}`, 413), after: "closed" }, { ...refused(`/{A}/${"%61".repeat(5_500)}`, 413), after: "closed" },
  ...["/{A}x", "/{A}.", "/{A}.json", "/{A};x", "/{A}:80", "/{A}%2fx", "/{A}%3Fx", "/{A}&x", "/{A}@x", "/{A}-", "/{A}_", "//{A}/x", "///{A}", "/./{A}/x", "/x/../{A}/y", "/x/{A}/y", "/%2f{A}/x", "/%61pi_0123456789abcdef/x", "/api%5f0123456789abcdef/x", "/API_0123456789ABCDEF/x", "/Api_0123456789abcdef/x", "/api_0123456789abcdeF/x", "/api_0123456789abcde/x", "/api_0123456789abcdefg/x", "/api-0123456789abcdef/x", "/api_0123456789abcde%66/x", "/api_0123456789abcde-/x", "/api_/x",
    "/apic_0123456789abcde/x", "/api_................/x", "/;/{A}/x", "/%20{A}/x", "/{A}%20/x", "/{A}%00", "/{A}%0a/x"].map(notACall),
  { name: "an API that does not exist is answered as a wrong key is", send: get("/api_0123456789abcdef/x"), answers: [401], after: "open" },
  { name: "A's key does not open B", send: get("/{B}/x"), answers: [401], after: "open" },
  { name: "a path that is not ASCII", send: get("/{A}/\u00e9"), answers: [400], after: "closed" },
  { name: "a path in UTF-8, not encoded", send: get("/{A}/\u00e2\u0082\u00ac"), answers: [400], after: "closed" },
  { name: "a space in a path", send: get("/{A}/a b"), answers: [400], after: "closed" },
  { name: "a tab in a path", send: get("/{A}/a\tb"), answers: [400], after: "closed" },
];
