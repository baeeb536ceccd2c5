import { type Env, publicUrl } from "#lib/env.ts";

/** What a person needs to see once everything runs: the address, where data lives, and a line to paste. */
export function announce(input: { env: Env; tier: string; dataDir: string; tookMs: number; isEmbedded: boolean; say: (text: string) => void }): void {
  const { env, tier, say } = input;
  const url = publicUrl(env);
  say("");
  say(`  API Creator is ready (${(input.tookMs / 1000).toFixed(1)} s)`);
  say("");
  say(`  Address     ${url}`);
  say(`  Data        ${input.isEmbedded ? `${input.dataDir} (embedded Postgres; for production use hosted Supabase, see docs/operating.md)` : "hosted Supabase"}`);
  say(`  Sandbox     ${tier}${tier === "hardened" ? "" : `: not the strongest, see ${url}/security; on Linux install bubblewrap and allow user namespaces`}`);
  say(`  Generator   ${env.ANTHROPIC_API_KEY ? `Claude (${env.CLAUDE_MODEL})` : "built-in: templates, not Claude; set ANTHROPIC_API_KEY for Claude"}`);
  say(`  Try it      curl -s ${url}/health`);
  say('  An API      npm run demo -- "Manage books with title, author and year"');
  say("");
  say("  Ctrl-C stops everything and keeps all data.");
}
