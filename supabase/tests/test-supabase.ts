import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";

const ROOT = path.join(import.meta.dirname, "../..");

export interface TestSupabase {
  url: string;
  publishableKey: string;
  adminUrl: string;
  webUrl: string;
  gatewayUrl: string;
  dataDir: string;
  pid: number;
  /** A supabase-js client as a browser would make it. */
  client(): SupabaseClient;
  signUp(email?: string): Promise<{ client: SupabaseClient; userId: string; email: string; password: string; accessToken: string }>;
  /** Waits for the newest mailed link to `email`, read from the process's log. */
  mailedLink(email: string): Promise<string>;
  stop(): Promise<void>;
}

/** The real process server/supabase.ts with a database of its own. `dataDir` continues with an earlier one. */
export async function startTestSupabase(options: { dataDir?: string; env?: Record<string, string> } = {}): Promise<TestSupabase> {
  const dataDir = options.dataDir ?? (await fs.mkdtemp(path.join(os.tmpdir(), "api-creator-test-")));
  await fs.chmod(dataDir, 0o755);
  const child = fork(path.join(ROOT, "server/supabase.ts"), [], {
    cwd: ROOT, stdio: ["ignore", "pipe", "pipe", "ipc"], env: { ...process.env, NODE_ENV: "test", DATA_DIR: dataDir, PUBLIC_URL: "http://localhost:3000", ...options.env },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (log += String(chunk)));
  const env = await new Promise<Record<string, string>>((resolve, reject) => {
    child.on("message", (message: { type: string; message?: string; env?: Record<string, string> }) => {
      if (message.type === "ready") resolve(message.env ?? {});
      if (message.type === "failed") reject(new Error(message.message));
    });
    child.once("exit", (code) => reject(new Error(`server/supabase.ts ended with ${code}: ${log.slice(-2000)}`)));
  });
  const url = env.SUPABASE_URL ?? "";
  const publishableKey = env.SUPABASE_PUBLISHABLE_KEY ?? "";
  const client = () => createClient(url, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });
  return {
    url, publishableKey, adminUrl: env.DATABASE_URL ?? "", webUrl: env.WEB_DATABASE_URL ?? "", gatewayUrl: env.GATEWAY_DATABASE_URL ?? "", dataDir, pid: child.pid ?? 0, client,
    signUp: async (email = `${randomUUID()}@example.com`) => {
      const own = client();
      const password = randomUUID();
      const { data, error } = await own.auth.signUp({ email, password });
      if (error || !data.user || !data.session) throw error ?? new Error("no session");
      return { client: own, userId: data.user.id, email, password, accessToken: data.session.access_token };
    },
    mailedLink: async (email) => {
      for (const until = Date.now() + 5_000; Date.now() < until; await wait(20)) {
        const line = log.split("\n").findLast((candidate) => candidate.includes(email) && candidate.includes('"link"'));
        if (line) return String((JSON.parse(line) as { link: string }).link);
      }
      throw new Error(`no mail for ${email}`);
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGTERM");
        await gone;
      }
      if (!options.dataDir) await fs.rm(dataDir, { recursive: true, force: true });
    },
  };
}
