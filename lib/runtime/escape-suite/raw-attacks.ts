import { connect } from "node:net";

/** Bytes on a runtime's own socket to the host, as somebody sends them who has left V8 behind: no harness and no workerd shapes them. */
export interface RawAttack {
  attack: string;
  bytes(facts: RawFacts): string | Buffer;
}
export interface RawFacts {
  victimApiId: string;
  victimDocument: string;
  tcpPort: number;
}

const post = (target: string, body: string, headers: readonly string[] = []): string =>
  [`POST ${target} HTTP/1.1`, "host: host", ...headers, `content-length: ${Buffer.byteLength(body)}`, "connection: close", "", body].join("\r\n");
const read = ({ victimDocument }: RawFacts): string => JSON.stringify([["get", "secrets", victimDocument], ["list", "secrets"]]);

export const RAW_ATTACKS: readonly RawAttack[] = [
  { attack: "claim to be another API in headers", bytes: (facts) => post("/data", read(facts), [`x-api-id: ${facts.victimApiId}`, `x-consumer-id: somebody`, `x-request-id: ${facts.victimApiId}`, `authorization: Bearer ${facts.victimApiId}`]) },
  { attack: "claim to be another API in the path", bytes: (facts) => post(`/data?api=${facts.victimApiId}`, read(facts)) },
  { attack: "claim to be another API in the operations", bytes: ({ victimApiId, victimDocument }) => post("/data", JSON.stringify([["get", "secrets", victimDocument, { apiId: victimApiId }], [victimApiId, "secrets"], ["list", { apiId: victimApiId }]])) },
  { attack: "write into another API's log", bytes: ({ victimApiId }) => post("/logs", '[["log","forged-by-the-attacker"]]', [`x-request-id: victims-request`, `x-api-id: ${victimApiId}`]) },
  { attack: "two lengths (CL.TE smuggling)", bytes: (facts) => `POST /data HTTP/1.1\r\nhost: host\r\ncontent-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${post("/data", read(facts), [`x-api-id: ${facts.victimApiId}`])}` },
  { attack: "a header that is folded and one with a NUL", bytes: (facts) => post("/data", read(facts), ["x-a: b\r\n c", "x-b: \0"]) },
  { attack: "headers of 100 KB", bytes: (facts) => post("/data", read(facts), [`x-a: ${"a".repeat(100_000)}`]) },
  { attack: "a body of 8 MB", bytes: () => post("/data", `[["insert","x",{"a":"${"x".repeat(8 << 20)}"}]]`) },
  { attack: "JSON of 200,000 levels", bytes: () => post("/data", "[".repeat(200_000)) },
  { attack: "a thousand operations", bytes: () => post("/data", JSON.stringify(Array.from({ length: 1000 }, () => ["list", "secrets"]))) },
  { attack: "a tunnel to a port of the machine", bytes: ({ tcpPort }) => `CONNECT 127.0.0.1:${tcpPort} HTTP/1.1\r\nhost: x\r\n\r\n` },
  { attack: "a whole URL to a port of the machine", bytes: ({ tcpPort }) => `GET http://127.0.0.1:${tcpPort}/ HTTP/1.1\r\nhost: example.com\r\nconnection: close\r\n\r\n` },
  { attack: "a whole URL whose Host header names something else", bytes: ({ tcpPort }) => `GET http://localhost:${tcpPort}/ HTTP/1.1\r\nhost: api.example.com\r\nconnection: close\r\n\r\n` },
  { attack: "a WebSocket upgrade to a port of the machine", bytes: ({ tcpPort }) => `GET http://127.0.0.1:${tcpPort}/ HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-version: 13\r\n\r\n` },
  { attack: "a path out of the socket's services", bytes: ({ victimApiId }) => post("/../../runner.sock/wake", JSON.stringify({ apiId: victimApiId })) },
  { attack: "bytes that are not HTTP", bytes: () => Buffer.from("160301020001000001fc0303".repeat(100), "hex") },
];

const MAX_WAIT_MS = 5_000;

/** Sends bytes and returns what comes back until the other side closes, or falls silent. */
export function sendRaw(socketPath: string, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(socketPath);
    const end = () => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(MAX_WAIT_MS, end);
    socket.on("data", (chunk: Buffer) => (text = (text + chunk.toString("latin1")).slice(0, 20_000)));
    socket.on("error", end).on("close", end);
    socket.on("connect", () => socket.write(bytes));
  });
}
