import type { Case } from "./test-corpus.ts";

const post = (headers: string, body: string): string => `POST /{A}/x HTTP/1.1\r\nHost: x\r\nX-API-Key: {KA}\r\n${headers}\r\n${body}`;
const GZIP = "\u001f\u008b\u0008\u0000not a gzip file, nor decoded";
const MB = 1024 * 1024;
const chunk = (size: number): string => `${size.toString(16)}\r\n${"a".repeat(size)}\r\n`;

/** What is sent as a body, within the limit and over it. */
export const BODIES: readonly Case[] = [
  { name: "a length of 0", send: post("Content-Length: 0\r\n", ""), answers: [200], reaches: ["POST /x"], after: "open" },
  { name: "no length and no chunks is no body", send: post("", ""), answers: [200], reaches: ["POST /x"], after: "open" },
  { name: "chunks", send: post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"), answers: [200], reaches: ["POST /x hello world"], after: "open" },
  { name: "chunks of one byte", send: post("Transfer-Encoding: chunked\r\n", `${"1\r\na\r\n".repeat(500)}0\r\n\r\n`), answers: [200], reaches: [`POST /x ${"a".repeat(500)}`], after: "open" },
  { name: "compressed bytes are not decoded, whatever they hold", send: post(`Content-Encoding: gzip\r\nContent-Length: ${GZIP.length}\r\n`, GZIP), answers: [200], reaches: [`POST /x ${GZIP}`], after: "open" },
  { name: "compressed twice is not decoded either", send: post(`Content-Encoding: gzip, gzip, br\r\nContent-Length: ${GZIP.length}\r\n`, GZIP), answers: [200], reaches: [`POST /x ${GZIP}`], after: "open" },
  { name: "just the limit", send: post(`Content-Length: ${MB}\r\n`, "a".repeat(MB)), answers: [200], reaches: [`POST /x ${"a".repeat(MB)}`], after: "open" },
  { name: "one byte over the limit, sent whole", send: post(`Content-Length: ${MB + 1}\r\n`, "a".repeat(MB + 1)), answers: [413], after: "open" },
  { name: "announced over the limit, and not sent", send: post("Content-Length: 99999999\r\n", ""), answers: [413], after: "closed" },
  { name: "chunks over the limit", send: post("Transfer-Encoding: chunked\r\n", `${chunk(MB / 2).repeat(3)}0\r\n\r\n`), answers: [413], after: "open" },
  { name: "a body of a call that nobody may make, sent whole", send: `POST /{B}/x HTTP/1.1\r\nHost: x\r\nX-API-Key: {KA}\r\nContent-Length: 100000\r\n\r\n${"a".repeat(100_000)}`, answers: [401], after: "open" },
];
