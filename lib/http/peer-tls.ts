import { readFileSync } from "node:fs";
import type { Env } from "#lib/env.ts";

/** Who we are to the other machines of the installation, and who may be one of them. */
export interface PeerTls {
  ca: Buffer;
  cert: Buffer;
  key: Buffer;
}
type PeerEnv = Pick<Env, "ENVIRONMENT" | "WEB_URL" | "RUNNER_URL" | "PEER_CA_FILE" | "PEER_CERT_FILE" | "PEER_KEY_FILE">;

const FILES = { ca: "PEER_CA_FILE", cert: "PEER_CERT_FILE", key: "PEER_KEY_FILE" } as const;

/** Null: no file is named. Throws with the setting that is missing or can't be read. */
export function readPeerTls(env: PeerEnv): PeerTls | null {
  if (Object.values(FILES).every((name) => env[name] === undefined)) return null;
  const read = (name: (typeof FILES)[keyof typeof FILES]): Buffer => {
    const file = env[name];
    if (file === undefined) throw new Error(`${name} is not set. Machines of one installation prove to each other who they are: set ${Object.values(FILES).join(", ")}.`);
    try {
      return readFileSync(file);
    } catch (error) {
      throw new Error(`${name} can't be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };
  return { ca: read(FILES.ca), cert: read(FILES.cert), key: read(FILES.key) };
}

/** What a listener asks of who connects. Throws in production without certificates. */
export function listenerTls(env: PeerEnv, setting: "WEB_LISTEN" | "RUNNER_LISTEN"): (PeerTls & { requestCert: true; rejectUnauthorized: true }) | null {
  const tls = readPeerTls(env);
  if (tls) return { ...tls, requestCert: true, rejectUnauthorized: true };
  if (env.ENVIRONMENT === "production") throw new Error(`${setting} would be open to whoever reaches it. Set ${Object.values(FILES).join(", ")}.`);
  return null;
}

/** Where another machine is: its address, and how to prove who we are. Throws for plain HTTP in production. */
export function peerAddress(env: PeerEnv, setting: "WEB_URL" | "RUNNER_URL"): { url: URL; tls: PeerTls | null } | null {
  const text = env[setting];
  if (text === undefined) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new Error(`${setting} is no address. Write it as https://host:port.`);
  const url = new URL(text);
  if (url.protocol === "http:") {
    if (env.ENVIRONMENT === "production") throw new Error(`${setting} is plain HTTP: anybody on the way could read and change what goes over it. Use https:// with ${Object.values(FILES).join(", ")}.`);
    return { url, tls: null };
  }
  const tls = readPeerTls(env);
  if (!tls) throw new Error(`${setting} is https: set ${Object.values(FILES).join(", ")}.`);
  return { url, tls };
}

/** `host:port`, with an IPv6 address in brackets. */
export function parseListen(text: string, setting: string): { host: string; port: number } {
  const [, host = "", port = ""] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(text)?.filter((part) => part !== undefined) ?? [];
  if (host === "" || Number(port) > 65_535) throw new Error(`${setting} is no address to listen on. Write it as host:port, e.g. 0.0.0.0:3443.`);
  return { host, port: Number(port) };
}
