import type { Env } from "#lib/env.ts";
import { listenerTls, parseListen, peerAddress } from "#lib/http/peer-tls.ts";

/** What each share of an installation on several machines can't do without. */
const NEEDED: Record<Exclude<Env["ROLE"], "all">, readonly (keyof Env)[]> = {
  gateway: ["RUN_DIR", "SUPABASE_URL", "GATEWAY_DATABASE_URL", "KEY_PEPPER", "WEB_URL"],
  runner: ["RUN_DIR", "SUPABASE_URL", "RUNNER_DATABASE_URL", "JOBS_DATABASE_URL", "ENCRYPTION_KEY"],
  web: ["PUBLIC_URL", "SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "WEB_DATABASE_URL", "KEY_PEPPER", "ENCRYPTION_KEY", "WEB_LISTEN", "RUNNER_URL"],
};

/** Throws with every setting that the role lacks, or with what is wrong with the addresses and certificates. */
export function checkRole(env: Env): void {
  if (env.ROLE !== "all") {
    const missing = NEEDED[env.ROLE].filter((name) => env[name] === undefined);
    if (missing.length > 0) throw new Error(`ROLE=${env.ROLE} needs ${missing.join(", ")} too: see "Several machines" in docs/operating.md. The embedded database is for ROLE=all.`);
  }
  peerAddress(env, "WEB_URL");
  peerAddress(env, "RUNNER_URL");
  for (const setting of ["WEB_LISTEN", "RUNNER_LISTEN"] as const) {
    const text = env[setting];
    if (text === undefined) continue;
    parseListen(text, setting);
    listenerTls(env, setting);
  }
}
