import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { connectPinned, withTls } from "./connect-pinned.ts";
import { readTarget } from "./read-target.ts";
import { sendOutbound } from "./send-outbound.ts";

const directory = mkdtempSync(path.join(tmpdir(), "tls-"));
const [key, cert] = [path.join(directory, "key.pem"), path.join(directory, "cert.pem")];
let server: Server;
let asked: (string | false | null | undefined)[] = [];

before(async () => {
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=api.example.com", "-addext", "subjectAltName=DNS:api.example.com"], { stdio: "ignore" });
  server = createServer({ key: readFileSync(key), cert: readFileSync(cert), SNICallback: (name, done) => { asked.push(name); done(null); } }, (request, response) => void response.end(`${request.headers.host} ${request.url}`));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(directory, { recursive: true, force: true });
});

const port = () => (server.address() as AddressInfo).port;
const send = async (target: string, ca?: string) => {
  const message = { target: readTarget(target), method: "GET", path: "/x", headers: { host: readTarget(target).host }, body: Buffer.alloc(0), addresses: ["127.0.0.1"] };
  const response = await sendOutbound(message, ({ host, isTls }) => withTls(connect(port(), "127.0.0.1"), host, isTls, ca), new AbortController().signal);
  let text = "";
  for await (const chunk of response as AsyncIterable<Buffer>) text += chunk.toString();
  return text;
};

test("TLS is spoken with the host's name, over whatever address was pinned", async () => {
  asked = [];
  assert.equal(await send("https://api.example.com/x", readFileSync(cert, "utf8")), "api.example.com /x");
  assert.deepEqual(asked, ["api.example.com"]);
});

test("a certificate for another name, or one that nobody vouches for, ends the request", async () => {
  const words = { message: /could not be reached: its certificate is not valid for this name/ };
  await assert.rejects(send("https://other.example.com/x", readFileSync(cert, "utf8")), words);
  await assert.rejects(send("https://api.example.com/x"), words);
});

test("only pinned addresses are dialled: the name is not asked for again", async () => {
  const socket = connectPinned({ addresses: ["127.0.0.1"], host: "name.that.does.not.exist.example", port: port(), isTls: false });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  assert.equal(socket.remoteAddress, "127.0.0.1");
  socket.destroy();
});

test("the next pinned address is tried when one does not take the connection", async () => {
  const socket = connectPinned({ addresses: ["::1", "127.0.0.1"], host: "two.example", port: port(), isTls: false });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  assert.equal(socket.remoteAddress, "127.0.0.1");
  socket.destroy();
});
