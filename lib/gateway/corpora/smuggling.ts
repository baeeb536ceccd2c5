import type { Case } from "./test-corpus.ts";

const END = "\r\n";
/** A request to A with a key, up to the empty line. */
const post = (headers: string, body = "", target = "/{A}/x"): string => `POST ${target} HTTP/1.1\r\nHost: x\r\nX-API-Key: {KA}\r\n${headers}\r\n${body}`;
const get = (headers: string, target = "/{A}/x"): string => `GET ${target} HTTP/1.1\r\nHost: x\r\nX-API-Key: {KA}\r\n${headers}\r\n`;
/** What an attacker hides: a call to the other API, complete with its key. */
const HIDDEN = "GET /{B}/hidden HTTP/1.1\r\nHost: x\r\nX-API-Key: {KB}\r\n\r\n";

/** Refused with 400, and the connection is not read any further. */
const refused = (name: string, send: string, status = 400): Case => ({ name, send, answers: [status], after: "closed" });
/** Served as one call and nothing else. */
const served = (name: string, send: string, reaches: string): Case => ({ name, send, answers: [200], reaches: [reaches], after: "open" });

const transferEncoding = (value: string): Case => refused(`Transfer-Encoding${JSON.stringify(value)}`, post(`Transfer-Encoding${value}${END}`, `0\r\n\r\n${HIDDEN}`));
const contentLength = (value: string): Case => refused(`Content-Length${JSON.stringify(value)}`, post(`Content-Length${value}${END}`, `hello${HIDDEN}`));
const chunked = (name: string, body: string): Case => refused(name, post("Transfer-Encoding: chunked\r\n", body));

/** Two readings of where a message ends: each is refused, or has one reading only. */
export const SMUGGLING: readonly Case[] = [
  refused("CL.TE", post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", `0\r\n\r\n${HIDDEN}`)),
  refused("TE.CL", post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", `5c\r\n${HIDDEN}\r\n0\r\n\r\n`)),
  refused("CL.TE with length 0", post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", `0\r\n\r\n${HIDDEN}`)),
  refused("TE.CL on GET", get("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n") + `0\r\n\r\n${HIDDEN}`),
  refused("TE and CL where Connection names TE", post("Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n", `0\r\n\r\n${HIDDEN}`)),
  refused("TE.TE, first unknown", post("Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n", `0\r\n\r\n${HIDDEN}`)),
  refused("TE.TE, last unknown", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", `0\r\n\r\n${HIDDEN}`)),
  refused("TE.TE, identity", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", `0\r\n\r\n${HIDDEN}`)),
  refused("chunked twice, two lines", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", `0\r\n\r\n${HIDDEN}`)),
  ...[": xchunked", ": x chunked", ": chunkedx", ": chunked x", ": chunked, chunked", ": identity", ": identity, chunked", ": chunked, identity", ": gzip, chunked", ": chunked;q=1", ": \"chunked\"", ": 'chunked'", ": chun\u00a0ked",
    ":\u000bchunked", ":\u000cchunked", ": chunked\u000b", ": chunked\u0000", ": \u0000chunked", ":\u00a0chunked", ": \u00ffchunked", ": ", ": ,chunked", ": chunked,", " : chunked", "\t: chunked", "\u000b: chunked", "\u0000: chunked", "\n: chunked", "\r: chunked", ":\n chunked", ":\r\n chunked", ":\r\n\tchunked", ":\rchunked"].map(transferEncoding),
  served("Transfer-Encoding in capitals", post("TRANSFER-ENCODING: CHUNKED\r\n", "5\r\nhello\r\n0\r\n\r\n"), "POST /x hello"),
  served("Transfer-Encoding with a tab before", post("Transfer-Encoding:\tchunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), "POST /x hello"),
  served("Transfer-Encoding on GET", get("Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\n0\r\n\r\n", "GET /x hello"),
  served("Content-Length on GET", `${get("Content-Length: 5\r\n")}hello`, "GET /x hello"),
  served("names that only look alike are data", post("Content-Length: 5\r\nContent_Length: 100\r\nTransfer_Encoding: chunked\r\nTransfer-Encoding-X: chunked\r\n", "hello"), "POST /x hello"),
  refused("different lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", `hello${HIDDEN}`)),
  refused("different lengths, the first 0", post("Content-Length: 0\r\nContent-Length: 44\r\n", HIDDEN)),
  refused("the same length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", `hello${HIDDEN}`)),
  ...[": 5, 5", ": 5,6", ": 5,", ": +5", ": -5", ": -0", ": 0x5", ": 5e0", ": 5.0", ": 5 5", ": 05x", ": five", ": ", ":\u000b5", ": 5\u0000", ": 5\u000b", ": \u00b2", ": 5;", ": 18446744073709551621", ": 99999999999999999999999999", " : 5", "\t: 5", ":\r\n 5", ": \"5\""].map(contentLength),
  served("Content-Length with zeros and spaces", post("Content-Length:   0005  \r\n", "hello"), "POST /x hello"),
  refused("obs-fold", get("X-Fold: a\r\n b\r\n")),
  refused("obs-fold with a tab", get("X-Fold: a\r\n\tContent-Length: 5\r\n")),
  refused("fold before the first header", `GET /{A}/x HTTP/1.1\r\n Host: x\r\nX-API-Key: {KA}\r\n\r\n`),
  refused("bare LF ends a header", `GET /{A}/x HTTP/1.1\r\nHost: x\nX-API-Key: {KA}\r\n\r\n`),
  refused("bare LF ends the request line", `GET /{A}/x HTTP/1.1\nHost: x\r\nX-API-Key: {KA}\r\n\r\n`),
  refused("bare LF only", `GET /{A}/x HTTP/1.1\nHost: x\nX-API-Key: {KA}\n\n`),
  refused("bare LF ends the headers", `GET /{A}/x HTTP/1.1\r\nHost: x\r\nX-API-Key: {KA}\r\n\n${HIDDEN}`),
  refused("bare CR in a header", get("X-Bare: a\rb\r\n")),
  refused("bare CR hides a header", get("X-Bare: a\rTransfer-Encoding: chunked\r\n")),
  refused("CR CR LF", get("X-Bare: a\r\r\n")),
  refused("NUL in a name", get("X\u0000Y: a\r\n")),
  refused("NUL in a value", get("X-Nul: a\u0000b\r\n")),
  refused("control characters in a value", get("X-Bell: a\u0007b\r\n")),
  refused("delete in a value", get("X-Del: a\u007fb\r\n")),
  refused("a name with a space within", get("X Y: a\r\n")),
  refused("a name with a slash", get("X/Y: a\r\n")),
  refused("a name with a bracket", get("X(Y: a\r\n")),
  refused("a name that is empty", get(": a\r\n")),
  refused("a name that is not ASCII", get("X-\u00e9: a\r\n")),
  refused("a line without a colon", get("Transfer-Encoding\r\n")),
  refused("space before the colon", get("X-Space : a\r\n")),
  chunked("a chunk size that is empty", `\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk size with 0x", `0x5\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk size with +", `+5\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk size with -", `-5\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk size with a space before", ` 5\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk size with a space after", `5 \r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk size that is no number", `xyz\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk size that overflows", `10000000000000005\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk size of 17 digits", `ffffffffffffffffff\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk size that ends with a bare LF", `5\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk that ends with a bare LF", `5\r\nhello\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk that is longer than its size", `4\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk without its end", `5\r\nhello0\r\n\r\n${HIDDEN}`),
  chunked("a last chunk that ends with a bare LF", `5\r\nhello\r\n0\n\n${HIDDEN}`),
  chunked("a chunk extension with a bare LF", `5;a\nb\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk extension with a bare CR", `5;a\rb\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("a chunk extension with NUL", `5;a=\u0000\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  chunked("chunk extensions without end", `5;${"a".repeat(20_000)}\r\nhello\r\n0\r\n\r\n${HIDDEN}`),
  served("many chunks with long extensions", post("Transfer-Encoding: chunked\r\n", `${`1;${"a".repeat(4_000)}\r\nx\r\n`.repeat(6)}0\r\n\r\n`), "POST /x xxxxxx"),
  served("a chunk extension is read over", post("Transfer-Encoding: chunked\r\n", "5;a=b;c=\"d\"\r\nhello\r\n0;e\r\n\r\n"), "POST /x hello"),
  served("leading zeros of a chunk size", post("Transfer-Encoding: chunked\r\n", "00000005\r\nhello\r\n000\r\n\r\n"), "POST /x hello"),
  served("trailers are read over, whatever they say", post("Transfer-Encoding: chunked\r\nTrailer: X-API-Key\r\n", "5\r\nhello\r\n0\r\nX-API-Key: {KB}\r\nHost: y\r\nX-Consumer-Id: z\r\n\r\n"), "POST /x hello"),
  chunked("a length in a trailer", `5\r\nhello\r\n0\r\nContent-Length: 99\r\n\r\n${HIDDEN}`),
  chunked("a transfer coding in a trailer", `5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n${HIDDEN}`),
  chunked("a trailer that is not one", `5\r\nhello\r\n0\r\nGET /{B}/hidden HTTP/1.1\r\n\r\n${HIDDEN}`),
  chunked("a trailer with a fold", `5\r\nhello\r\n0\r\nX-A: a\r\n b\r\n\r\n${HIDDEN}`),
  chunked("a trailer with NUL", `5\r\nhello\r\n0\r\nX-A: \u0000\r\n\r\n${HIDDEN}`),
  refused("two Hosts", get("Host: y\r\n")),
  refused("the same Host twice", get("Host: x\r\n")),
  refused("no Host", `GET /{A}/x HTTP/1.1\r\nX-API-Key: {KA}\r\n\r\n${HIDDEN}`),
];
