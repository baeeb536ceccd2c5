import { existsSync } from "node:fs";
import path from "node:path";

/** The exported project's folder. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

const envFile = path.join(ROOT, ".env");
if (existsSync(envFile)) process.loadEnvFile(envFile);

/** What the surroundings say: see .env.example. */
export const settings = {
  host: process.env["HOST"] ?? "127.0.0.1",
  port: Number(process.env["PORT"] ?? 8787),
  dataFile: path.resolve(ROOT, process.env["DATA_FILE"] ?? "local/data.sqlite"),
  keysFile: path.resolve(ROOT, process.env["KEYS_FILE"] ?? "local/keys.json"),
  apiKeys: process.env["API_KEYS"],
  adminKey: process.env["ADMIN_KEY"],
};

/** The values of the API's secrets; one that is not set is an empty text. */
export const secretsOf = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""]));
