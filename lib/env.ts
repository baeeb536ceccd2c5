import { createHash } from "node:crypto";
import { z } from "zod";

/**
 * Every setting of the product: the only reader of `process.env`. `.env.example` lists the same names, held by a test.
 * The launcher fills in what belongs to the embedded default (database URLs, keys) before it starts the processes.
 */
const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const price = (fallback: number) => z.coerce.number().min(0).default(fallback);
/** A comma-separated list of secrets. What it says of a bad one never shows it. */
const secrets = (noun: string) => z.string().default("").transform((list) => list.split(",").map((secret) => secret.trim()).filter((secret) => secret !== "")).superRefine((list, context) => {
  list.forEach((secret, index) => {
    const which = `${noun} ${index + 1} of ${list.length}`;
    if (secret.length < 32) context.addIssue({ code: "custom", message: `${which} has ${secret.length} characters; it needs at least 32, e.g. of: openssl rand -base64 32` });
    else if (isPlaceholder(secret) || !/^[\x21-\x7e]+$/.test(secret)) context.addIssue({ code: "custom", message: `${which} is a placeholder, or not made of visible ASCII characters. Set a random value, e.g. of: openssl rand -base64 32` });
  });
});
const integer = (fallback: number, minimum = 0) => z.coerce.number().int().min(minimum).default(fallback);

export const envSchema = z.object({
  ENVIRONMENT: z.enum(["production", "staging", "development"]).default("development"),
  HOST: z.string().default("127.0.0.1"),
  PORT: integer(3000),
  /** Which processes run here. A gateway and its runner share a host and RUN_DIR; web may be on another. */
  ROLE: z.enum(["all", "gateway", "runner", "web"]).default("all"),
  /** Where a gateway finds web, and web the runner, on other machines. */
  WEB_URL: z.string().optional(),
  RUNNER_URL: z.string().optional(),
  /** `host:port` for them. */
  WEB_LISTEN: z.string().optional(),
  RUNNER_LISTEN: z.string().optional(),
  /** PEM files: the installation's own authority, this machine's certificate by it, and its key. */
  PEER_CA_FILE: z.string().optional(),
  PEER_CERT_FILE: z.string().optional(),
  PEER_KEY_FILE: z.string().optional(),
  /** Address that people use, e.g. `https://api.example.com`; default `http://localhost:PORT`. */
  PUBLIC_URL: z.string().optional(),
  /** Where APIs are served, if not at PUBLIC_URL: `https://apis.example.com`, or `https://*.apis.example.com` for a host of each API's own. */
  API_ORIGIN: z.string().optional(),
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  TRUSTED_PROXY_HOPS: integer(0),
  CORS_ORIGINS: z.string().default(""),

  /** Hosted Supabase; empty: the embedded default. */
  SUPABASE_URL: z.string().optional(),
  SUPABASE_PUBLISHABLE_KEY: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  WEB_DATABASE_URL: z.string().optional(),
  GATEWAY_DATABASE_URL: z.string().optional(),
  RUNNER_DATABASE_URL: z.string().optional(),
  JOBS_DATABASE_URL: z.string().optional(),

  /** At least 32 characters each; made per install by the launcher for the embedded default. */
  KEY_PEPPER: z.string().min(32).optional(),
  KEY_PEPPER_VERSION: integer(1, 1),
  /** Peppers from before KEY_PEPPER, newest first, comma-separated: their keys still work, and are hashed anew when they are used. */
  KEY_PEPPER_PREVIOUS: secrets("pepper"),
  /** Makes the ids by which APIs know their callers; unset: the oldest pepper does. */
  CONSUMER_ID_SECRET: z.string().min(32).optional(),
  ENCRYPTION_KEY: z.string().min(32).optional(),

  /** Opens what is for administrators to programs: `Authorization: Bearer …`. Unset: only administrators' sessions do. */
  ADMIN_API_KEY: z.string().min(32).optional(),
  /** Comma-separated management keys that need no sign-up to be made. They act for the first administrator's workspace. Kept as digests. */
  VALID_API_KEYS: secrets("key").transform((keys) => keys.map((key) => createHash("sha256").update(key).digest())),

  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: z.string().optional(),
  CLAUDE_MODEL: z.string().default("claude-opus-5-5"),
  CLAUDE_MAX_TOKENS: integer(32_000, 1),
  /** An answer that was cut short is asked for once more with this limit. */
  CLAUDE_MAX_TOKENS_LIMIT: integer(64_000, 1),
  /** Unset: the model's own. */
  CLAUDE_EFFORT: z.enum(["low", "medium", "high", "xhigh", "max"]).optional(),
  CLAUDE_THINKING: z.enum(["adaptive", "disabled"]).optional(),
  /** One call of the model, to its last byte. */
  CLAUDE_TIMEOUT_MS: integer(600_000, 1),
  /** Given up when no byte came for so long. */
  CLAUDE_STALL_MS: integer(120_000, 1),
  /** US dollars for a million tokens. The default model's list price, taken from its documentation: set them from your contract. */
  CLAUDE_PRICE_INPUT: price(4),
  CLAUDE_PRICE_OUTPUT: price(20),
  CLAUDE_PRICE_CACHE_READ: price(0.2),
  /** US dollars that Claude may cost on a UTC day: for each workspace (live builds), and in all (failed ones too). A workspace's own key has no such limit. */
  CLAUDE_WORKSPACE_DAILY_BUDGET: price(5),
  CLAUDE_DAILY_BUDGET: price(100),
  /** How many days a description that was built before is answered from what went live then; 0: never. */
  CLAUDE_CACHE_DAYS: integer(7),
  /** Writes each exchange with the model to this folder, for development. */
  CLAUDE_RECORD_DIR: z.string().optional(),

  RUNTIME_MIN_TIER: z.enum(["hardened", "landlock", "namespaces", "development"]).optional(),
  RUNTIME_IDLE_MS: integer(120_000, 100),
  RUNTIME_MAX_CONCURRENT: integer(200, 1),
  RUNTIME_MIN_WARM: integer(2),
  RUNTIME_MAX_LIFE_S: integer(3600, 1),
  RUNTIME_WALL_MS: integer(30_000, 100),

  SIGN_IN_ATTEMPTS_PER_15_MIN: integer(10, 1),
  SENTRY_DSN: z.url({ protocol: /^https?$/ }).optional(),
  /** Of requests, the share whose times are sent along. */
  SENTRY_TRACES_RATE: z.coerce.number().min(0).max(1).default(0.1),
  /** Unix sockets of web and runner; made by the launcher. With ROLE=gateway and ROLE=runner set by you: the same short path for both. */
  RUN_DIR: z.string().optional(),
  /** Tests only: superuser address of a running cluster, in which each database test makes its own database. */
  TEST_POSTGRES_URL: z.string().optional(),
  /** Tests only: where sandboxes keep what they prepare before their first runtime. */
  TEST_CACHE_DIR: z.string().optional(),
  /** Where the browser journeys run the product. */
  E2E_PORT: integer(3900, 1),
  E2E_DATA_DIR: z.string().default(".data/e2e"),
  NEXT_TELEMETRY_DISABLED: flag.default(true),
});
export type Env = z.infer<typeof envSchema>;

/** Parses the environment, empty values counting as unset. Throws one readable error that names every bad setting. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = envSchema.safeParse(filled);
  if (!parsed.success) {
    throw new Error(`The environment is not usable:\n${parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`).join("\n")}`);
  }
  refusePlaceholders(parsed.data);
  if (parsed.data.ENVIRONMENT === "production" && parsed.data.CLAUDE_RECORD_DIR !== undefined) throw new Error("CLAUDE_RECORD_DIR would write people's descriptions to files. Unset it in production.");
  return parsed.data;
}

/** A secret that somebody copied from an example protects nothing. */
function refusePlaceholders(env: Env): void {
  if (env.ENVIRONMENT === "development") return;
  for (const name of ["KEY_PEPPER", "CONSUMER_ID_SECRET", "ENCRYPTION_KEY", "ADMIN_API_KEY"] as const) {
    const value = env[name];
    if (value !== undefined && isPlaceholder(value)) {
      throw new Error(`${name} is a placeholder. Set a random value, e.g. of: openssl rand -base64 32`);
    }
  }
}

function isPlaceholder(value: string): boolean {
  return /change.?me|placeholder|example|your.?(secret|key)/i.test(value) || new Set(value).size < 10;
}

/** The address shown to people, without a trailing slash. */
export const publicUrl = (env: Pick<Env, "PUBLIC_URL" | "PORT">): string => (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, "");

/** A setting that a process can't do without. */
export function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`${name} is not set. The launcher (npm start) sets it for the embedded default; see .env.example.`);
  return value;
}
