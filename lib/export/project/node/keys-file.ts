import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { digestOf, readKeys, type Keys } from "../read-keys.ts";
import { settings } from "./settings.ts";

const { keysFile, apiKeys } = settings;

/** Those of the keys file and of API_KEYS. The file holds digests only: a key is shown once, when it is made. */
export async function allKeys(): Promise<Keys> {
  const stored = existsSync(keysFile) ? (JSON.parse(readFileSync(keysFile, "utf8")) as Record<string, string>) : {};
  return new Map([...Object.entries(stored), ...(await readKeys(apiKeys))]);
}

/** Makes a key for a consumer. The API knows its callers by `consumer` alone. */
export async function addKey(consumer: string): Promise<string> {
  const key = `local_${randomBytes(24).toString("base64url")}`;
  const stored = existsSync(keysFile) ? (JSON.parse(readFileSync(keysFile, "utf8")) as Record<string, string>) : {};
  mkdirSync(path.dirname(keysFile), { recursive: true });
  writeFileSync(keysFile, `${JSON.stringify({ ...stored, [await digestOf(key)]: consumer }, null, 2)}\n`, { mode: 0o600 });
  return key;
}
