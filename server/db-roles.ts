import { randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import { connect } from "#lib/db/connect.ts";
import { readEnv, required } from "#lib/env.ts";

/** The product's database roles, each with the setting that holds its address. */
export const DB_ROLES = { app_web: "WEB_DATABASE_URL", app_gateway: "GATEWAY_DATABASE_URL", app_data: "RUNNER_DATABASE_URL", app_jobs: "JOBS_DATABASE_URL" } as const;
export type DbRole = keyof typeof DB_ROLES;
export type RolePasswords = Record<DbRole, string>;
export type RoleUrls = Record<(typeof DB_ROLES)[DbRole], string>;
export const ROLE_NAMES = Object.keys(DB_ROLES) as DbRole[];

export const newRolePasswords = (): RolePasswords => Object.fromEntries(ROLE_NAMES.map((role) => [role, randomBytes(24).toString("base64url")])) as RolePasswords;

/** Gives the roles their passwords and the right to log in. The migrations made them without. */
export async function setRolePasswords(adminUrl: string, passwords: RolePasswords): Promise<void> {
  const sql = connect(adminUrl, "db-roles", 1);
  try {
    await sql.begin(async (tx) => {
      for (const role of ROLE_NAMES) {
        // A utility statement takes no parameters: the server quotes.
        const [row] = await tx<{ statement: string }[]>`select format('alter role %I login password %L', ${role}::text, ${passwords[role]}::text) as statement`;
        if (row) await tx.unsafe(row.statement);
      }
    });
  } finally {
    await sql.end();
  }
}

/** The address of each role: the administrator's with another user. A pooler's `user.project` form is kept. */
export function roleUrls(adminUrl: string, passwords: RolePasswords): RoleUrls {
  return Object.fromEntries(ROLE_NAMES.map((role) => {
    const url = new URL(adminUrl);
    const project = decodeURIComponent(url.username).split(".")[1];
    url.username = project ? `${role}.${project}` : role;
    url.password = passwords[role];
    return [DB_ROLES[role], url.href];
  })) as RoleUrls;
}

/** `npm run db:roles`: new passwords on the database of DATABASE_URL; prints the four settings. */
async function main(): Promise<void> {
  const adminUrl = required(readEnv().DATABASE_URL, "DATABASE_URL");
  const passwords = newRolePasswords();
  await setRolePasswords(adminUrl, passwords);
  for (const [name, url] of Object.entries(roleUrls(adminUrl, passwords))) process.stdout.write(`${name}=${url}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
