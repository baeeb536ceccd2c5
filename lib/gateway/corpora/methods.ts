import type { Case } from "./test-corpus.ts";

const send = (method: string, headers = "", body = ""): string => `${method} /{A}/x HTTP/1.1\r\nHost: x\r\nX-API-Key: {KA}\r\n${headers}\r\n${body}`;

/** Every method that HTTP knows goes through; what it does not know, no API can mean. */
export const METHODS: readonly Case[] = [
  ...["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "PROPFIND", "REPORT", "SEARCH", "PURGE", "LINK", "MKCOL", "M-SEARCH", "LOCK", "COPY"].map((method): Case => ({ name: method, send: send(method), answers: [200], reaches: [`${method} /x`], after: "open" })),
  ...["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "GET", "QUERY"].map((method): Case => ({ name: `${method} with a body`, send: send(method, "Content-Length: 5\r\n", "hello"), answers: [200], reaches: [`${method} /x hello`], after: "open" })),
  { name: "HEAD has no body", send: send("HEAD"), isHead: true, answers: [200], reaches: ["HEAD /x"], after: "open" },
  { name: "HEAD without a key has no body", send: "HEAD /{A}/x HTTP/1.1\r\nHost: x\r\n\r\n", isHead: true, answers: [401], after: "open" },
  { name: "HEAD on a path that is refused has no body", send: "HEAD /{A}/.. HTTP/1.1\r\nHost: x\r\n\r\n", isHead: true, answers: [400], after: "open" },
  { name: "HEAD of the document has no body", send: "HEAD /{A}/openapi.json HTTP/1.1\r\nHost: x\r\nX-API-Key: {KA}\r\n\r\n", isHead: true, answers: [200], after: "open" },
  { name: "a preflight", send: "OPTIONS /{A}/x HTTP/1.1\r\nHost: x\r\nOrigin: null\r\nAccess-Control-Request-Method: PUT\r\n\r\n", answers: [204], after: "open" },
  { name: "TRACE", send: send("TRACE"), answers: [405], after: "open" },
  { name: "TRACE with a body", send: send("TRACE", "Content-Length: 5\r\n", "hello"), answers: [405], after: "open" },
  { name: "a method by header is data", send: send("GET", "X-HTTP-Method-Override: DELETE\r\nX-HTTP-Method: DELETE\r\n"), answers: [200], reaches: ["GET /x"], after: "open" },
  ...["get", "Get", "FOO", "TRACK", "DEBUG", "GETT", "G\u00c9T", "\"GET\"", "GET,POST", "A".repeat(10_000), ""].map((method): Case => ({ name: `${method.slice(0, 20)} is no method`, send: send(method), answers: [400], after: "closed" })),
];
