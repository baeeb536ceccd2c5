/** What a runtime that an attacker took over may send, and what its caller gets. */
export interface HostileAnswer {
  name: string;
  /** The runtime's bytes, whatever was asked. */
  sends: string;
  /** Closes the connection afterwards; else it stays, and says nothing more. */
  ends?: boolean;
  method?: string;
  /** The status that the caller gets; broken: the answer began and never looks complete. */
  gets: number | "broken";
  body?: string;
  /** Header lines that the caller must get, names in lower case; null: none of this name. */
  headers?: Record<string, string | null>;
}

const ok = (headers: string, body = ""): string => `HTTP/1.1 200 OK\r\n${headers}\r\n${body}`;
const badHeaders = (name: string, line: string): HostileAnswer => ({ name, sends: ok(`${line}\r\nContent-Length: 2\r\n`, "ok"), gets: 502 });

export const HOSTILE_ANSWERS: readonly HostileAnswer[] = [
  { name: "nothing, and closes", sends: "", ends: true, gets: 502 },
  { name: "nothing, and waits", sends: "", gets: 504 },
  { name: "half a status line", sends: "HTTP/1.1 20", ends: true, gets: 502 },
  { name: "half its headers", sends: "HTTP/1.1 200 OK\r\nX-A: ", ends: true, gets: 502 },
  { name: "half its headers, and waits", sends: "HTTP/1.1 200 OK\r\nX-A: ", gets: 504 },
  ...["HTTP/1.1 abc x", "HTTP/1.1 20 x", "HTTP/1.1 2000 x", "HTTP/1.1 -200 x", "HTTP/2 200 x", "HTTP/9.9 200 x", "ICY 200 OK", "rubbish", "\u0016\u0003\u0001"].map((line): HostileAnswer => ({ name: `status line ${JSON.stringify(line)}`, sends: `${line}\r\nContent-Length: 2\r\n\r\nok`, ends: true, gets: 502 })),
  ...[0, 42, 99].map((status): HostileAnswer => ({ name: `status ${status}`, sends: `HTTP/1.1 ${String(status).padStart(3, "0")} x\r\nContent-Length: 2\r\n\r\nok`, ends: true, gets: 502 })),
  ...[299, 418, 599, 600, 999].map((status): HostileAnswer => ({ name: `status ${status}`, sends: `HTTP/1.1 ${status} x\r\nContent-Length: 2\r\n\r\nok`, gets: status, body: "ok" })),
  { name: "a 101 that nobody asked for", sends: "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", gets: 502 },
  { name: "a 100 that nobody asked for", sends: `HTTP/1.1 100 Continue\r\n\r\n${ok("Content-Length: 2\r\n", "ok")}`, gets: 502 },
  { name: "early hints are not handed on", sends: `HTTP/1.1 103 Early Hints\r\nLink: </dashboard>; rel=preload\r\n\r\n${ok("Content-Length: 2\r\n", "ok")}`, gets: 200, body: "ok", headers: { link: null } },
  { name: "a thousand 1xx before the answer", sends: `${"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(1_000)}${ok("Content-Length: 2\r\n", "ok")}`, gets: 200, body: "ok" },
  { name: "1xx and nothing else", sends: "HTTP/1.1 102 Processing\r\n\r\n".repeat(1_000), gets: 504 },
  badHeaders("NUL in a value", "X-A: a\u0000b"), badHeaders("a bare CR in a value", "X-A: a\rSet-Cookie: b"), badHeaders("a control character in a value", "X-A: a\u0007b"),
  badHeaders("a space in a name", "X A: b"), badHeaders("a space before the colon", "X-A : b"), badHeaders("no colon", "X-A"), badHeaders("an empty name", ": b"), badHeaders("a name that is not ASCII", "X-\u00e9: b"), badHeaders("a fold", "X-A: a\r\n b"),
  { name: "a value that is not ASCII is data", sends: ok("X-A: caf\u00e9\r\nContent-Length: 2\r\n", "ok"), gets: 200, body: "ok", headers: { "x-a": "caf\u00e9" } },
  { name: "different lengths", sends: ok("Content-Length: 2\r\nContent-Length: 3\r\n", "ok"), gets: 502 },
  { name: "a length and chunks", sends: ok("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "2\r\nok\r\n0\r\n\r\n"), gets: 502 },
  ...["-1", "+2", "0x2", "2, 3", "two", "99999999999999999999"].map((length): HostileAnswer => ({ name: `length ${length}`, sends: ok(`Content-Length: ${length}\r\n`, "ok"), ends: true, gets: 502 })),
  { name: "a length over the limit", sends: ok("Content-Length: 99999999\r\n", "ok"), gets: 502 },
  { name: "headers of 100 KB", sends: ok(`X-A: ${"a".repeat(100_000)}\r\nContent-Length: 2\r\n`, "ok"), gets: 502 },
  { name: "headers without end", sends: `HTTP/1.1 200 OK\r\n${"X-A: b\r\n".repeat(200_000)}`, gets: 502 },
  { name: "a thousand headers", sends: ok(`${"X-A: b\r\n".repeat(1_000)}Content-Length: 2\r\n`, "ok"), gets: 200, body: "ok" },
  { name: "a body that is cut off", sends: ok("Content-Length: 100\r\n", "only this"), ends: true, gets: "broken" },
  { name: "chunks that are cut off", sends: ok("Transfer-Encoding: chunked\r\n", "4\r\nonly\r\n"), ends: true, gets: "broken" },
  { name: "a chunk size that is none", sends: ok("Transfer-Encoding: chunked\r\n", "4\r\nonly\r\nxyz\r\n"), gets: "broken" },
  { name: "a chunk longer than its size", sends: ok("Transfer-Encoding: chunked\r\n", "2\r\nokk\r\n0\r\n\r\n"), gets: "broken" },
  { name: "a body that ends with the connection", sends: ok("", "ok"), ends: true, gets: 200, body: "ok" },
  { name: "more than its length says", sends: ok("Content-Length: 2\r\n", "okHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhidden"), gets: 200, body: "ok" },
  { name: "two answers to one call", sends: `${ok("Content-Length: 2\r\n", "ok")}${ok("Content-Length: 6\r\n", "hidden")}`, gets: 200, body: "ok" },
  { name: "a body where none may be: 204", sends: "HTTP/1.1 204 No Content\r\nContent-Length: 6\r\n\r\nhidden", gets: 204, body: "" },
  { name: "a body where none may be: 304", sends: "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 6\r\n\r\nhidden", gets: 304, body: "", headers: { etag: "\"a\"" } },
  { name: "a body where none may be: HEAD", sends: ok("Content-Length: 6\r\n", "hidden"), method: "HEAD", gets: 200, body: "" },
  { name: "a coding that is none of ours: its framing is not handed on", sends: ok("Transfer-Encoding: gzip\r\n", "ok"), ends: true, gets: 200, body: "ok", headers: { "transfer-encoding": "chunked" } },
  { name: "trailers are not handed on", sends: ok("Transfer-Encoding: chunked\r\nTrailer: Set-Cookie\r\n", "2\r\nok\r\n0\r\nSet-Cookie: a=b\r\n\r\n"), gets: 200, body: "ok", headers: { "set-cookie": null, trailer: null } },
  { name: "compression is left alone, whatever it holds", sends: ok("Content-Encoding: gzip\r\nContent-Length: 6\r\n", "\u001f\u008bnot."), gets: 200, body: "\u001f\u008bnot.", headers: { "content-encoding": "gzip", "content-length": "6" } },
  { name: "ranges and tags pass", sends: "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/9\r\nAccept-Ranges: bytes\r\nETag: W/\"x\"\r\nLast-Modified: Sat, 21 Nov 2026 00:00:00 GMT\r\nCache-Control: max-age=60\r\nVary: Accept\r\nContent-Length: 2\r\n\r\nok", gets: 206, body: "ok", headers: { "content-range": "bytes 0-1/9", "accept-ranges": "bytes", etag: "W/\"x\"", "cache-control": "max-age=60", vary: "Accept, API-Version" } },
  { name: "Connection takes away none of ours", sends: ok("Connection: close, X-Request-ID, Content-Security-Policy, X-Own\r\nX-Own: a\r\nContent-Length: 2\r\n", "ok"), gets: 200, body: "ok", headers: { "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'", "x-own": null } },
  { name: "ours can't be said twice", sends: ok("x-request-id: a\r\nX-REQUEST-ID: b\r\nx-process-time: 0\r\nServer-Timing: x\r\nX-Cold-Start: 1\r\nX-RateLimit-Remaining: 9\r\nRateLimit: x\r\nX-Api-Creator-X: y\r\nAPI-Version: 9\r\nContent-Length: 2\r\n", "ok"), gets: 200, body: "ok", headers: { "x-cold-start": null, "x-api-creator-x": null, "api-version": null } },
  ...["Set-Cookie", "Set-Cookie2", "Clear-Site-Data", "Service-Worker-Allowed", "Strict-Transport-Security", "Refresh", "NEL", "Report-To", "Reporting-Endpoints", "Alt-Svc", "Server", "X-Powered-By", "Proxy-Authenticate", "Upgrade", "Accept-CH", "Critical-CH", "Set-Login", "Use-As-Dictionary", "Sec-Session-Registration", "Secure-Session-Registration", "Attribution-Reporting-Register-Source", "Shared-Storage-Write", "Activate-Storage-Access", "X-Frame-Options", "Content-Security-Policy-Report-Only", "Origin-Agent-Cluster", "Access-Control-Allow-Credentials"].map((name): HostileAnswer => ({
    name, sends: ok(`${name}: hostile\r\nContent-Length: 2\r\n`, "ok"), gets: 200, body: "ok", headers: { [name.toLowerCase()]: null },
  })),
];
