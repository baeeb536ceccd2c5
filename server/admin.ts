import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { grantAdmin } from "#lib/auth/grant-admin.ts";
import { connect, typed, type Database, type Sql } from "#lib/db/connect.ts";
import { readEnv } from "#lib/env.ts";
import { reconcileUsage } from "#lib/usage/reconcile-usage.ts";
import { setLimit } from "#lib/workspaces/set-limit.ts";
import { setPlan } from "#lib/workspaces/set-plan.ts";
import { findLauncher } from "./claim-data-dir.ts";
import { askForRestart } from "./launcher-control.ts";
import { findRunningDatabase } from "./running-database.ts";

const USAGE = `Usage:
  npm run admin -- grant <email>                                              make an account an administrator
  npm run admin -- plan <workspaceId> free|pro|enterprise                     set a workspace's plan
  npm run admin -- limit <workspaceId> <callsPerHour> [--generations N]       override its limits per hour
  npm run admin -- reconcile [days]                                           compare usage sums with the stored calls of the last days (2), and repair them
  npm run admin -- restart [gateway|web|runner]                               replace the running processes without dropping a call
`;

/** Does one command as the database's owner. Returns what to print; undefined: the usage. */
async function run(words: string[], generations: string | undefined, deps: { db: Database; sql: Sql }): Promise<string | undefined> {
  const [command, subject, value] = words;
  if (command === "grant" && subject && words.length === 2) {
    await grantAdmin({ email: subject }, deps);
    return `${subject} is an administrator now.`;
  }
  if (command === "plan" && subject && value && words.length === 3) {
    await setPlan({ workspaceId: subject, plan: value }, deps);
    return `Workspace ${subject} is on the plan ${value} now.`;
  }
  if (command === "limit" && subject && value && words.length === 3) {
    await setLimit({ workspaceId: subject, callsPerHour: value, generationsPerHour: generations }, deps);
    return `Workspace ${subject} may make ${value} calls${generations ? ` and ${generations} generations` : ""} per hour now.`;
  }
  const days = Number(subject ?? 2);
  if (command === "reconcile" && words.length <= 2 && Number.isInteger(days) && days > 0) {
    const repairs = await reconcileUsage({ from: new Date(Date.now() - days * 86_400_000), to: new Date() }, deps);
    return [...repairs.map(({ apiId, day, wrong }) => `${apiId}, ${day}: ${wrong} sums were wrong, and the day was counted anew.`), `${repairs.length} of the APIs' days needed repair.`].join("\n");
  }
  return undefined;
}

/** Of the launcher that runs on DATA_DIR. */
async function restart(role: string | undefined): Promise<number> {
  const launcher = findLauncher(resolve(readEnv().DATA_DIR));
  if (!launcher) throw new Error("The product is not running on this DATA_DIR, so there is nothing to restart. Start it with npm start.");
  await askForRestart(launcher, role);
  process.stdout.write(`${role ?? "Every process"} was replaced.\n`);
  return 0;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { generations: { type: "string" } } });
  if (positionals[0] === "restart" && positionals.length <= 2) return restart(positionals[1]);
  const sql = connect(findRunningDatabase(readEnv()), "admin", 1);
  try {
    const said = await run(positionals, values.generations, { db: typed(sql), sql });
    (said ? process.stdout : process.stderr).write(said ? `${said}\n` : USAGE);
    return said ? 0 : 2;
  } finally {
    await sql.end();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
