import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { connect, type Sql } from "#lib/db/connect.ts";
import { readEnv } from "#lib/env.ts";
import { ROLE_NAMES, roleUrls, setRolePasswords, type RolePasswords } from "#server/db-roles.ts";
import { migrate, readMigrations } from "#server/migrate.ts";
import { startTestCluster } from "./test-cluster.ts";

export interface TestUser {
  userId: string;
  workspaceId: string;
  email: string;
}

export interface TestDatabase {
  /** Superuser: the twin that proves a row exists. */
  adminUrl: string;
  webUrl: string;
  gatewayUrl: string;
  runnerUrl: string;
  jobsUrl: string;
  makeUser(email?: string): Promise<TestUser>;
  stop(): Promise<void>;
}

/** Roles belong to the cluster, so every database of it has the same ones. */
const TEST_PASSWORDS = Object.fromEntries(ROLE_NAMES.map((role) => [role, "test"])) as RolePasswords;
const LOCK = 727_274_002;

/**
 * A fresh database with our migrations and the roles' passwords. With TEST_POSTGRES_URL (a running cluster's superuser) it is copied
 * from a migrated template there, else it comes with a cluster of its own.
 */
export async function startTestDatabase(clusterUrl: string | undefined = readEnv().TEST_POSTGRES_URL): Promise<TestDatabase> {
  const cluster = clusterUrl ? { url: clusterUrl, stop: async () => {} } : await startTestCluster();
  const name = `test_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  const maintenance = connect(cluster.url, "test-database", 1);
  try {
    await maintenance.unsafe(`create database ${name} template ${await ensureTemplate(maintenance, cluster.url)}`);
  } finally {
    await maintenance.end();
  }
  const adminUrl = databaseUrl(cluster.url, name);
  const urls = roleUrls(adminUrl, TEST_PASSWORDS);
  const admin = connect(adminUrl, "test-admin", 1);
  const stop = async () => {
    await admin.end();
    if (clusterUrl) await dropDatabase(clusterUrl, name);
    await cluster.stop();
  };
  return {
    adminUrl, webUrl: urls.WEB_DATABASE_URL, gatewayUrl: urls.GATEWAY_DATABASE_URL, runnerUrl: urls.RUNNER_DATABASE_URL, jobsUrl: urls.JOBS_DATABASE_URL,
    makeUser: (email) => makeUser(admin, email), stop,
  };
}

async function makeUser(admin: Sql, email = `${randomUUID()}@example.com`): Promise<TestUser> {
  const userId = randomUUID();
  await admin`insert into auth.users (id, email) values (${userId}, ${email})`;
  const [row] = await admin<{ workspaceId: string }[]>`select workspace_id as "workspaceId" from public.workspace_members where user_id = ${userId}`;
  if (!row) throw new Error("sign-up made no workspace");
  return { userId, workspaceId: row.workspaceId, email };
}

/** The migrated template of these very migration files; the first test makes it, under a lock. */
async function ensureTemplate(maintenance: Sql, clusterUrl: string): Promise<string> {
  const prelude = [path.join(import.meta.dirname, "plain-auth.sql"), path.join(import.meta.dirname, "../../server/embedded-bootstrap.sql")].map((file) => fs.readFileSync(file, "utf8"));
  const migrations = readMigrations();
  const hash = createHash("sha256").update(JSON.stringify([prelude, migrations])).digest("hex").slice(0, 16);
  const name = `template_${hash}`;
  await maintenance`select pg_advisory_lock(${LOCK})`;
  try {
    if ((await maintenance`select from pg_database where datname = ${name}`).length > 0) return name;
    const partial = `${name}_new`;
    await maintenance.unsafe(`drop database if exists ${partial} with (force)`);
    await maintenance.unsafe(`create database ${partial}`);
    const url = databaseUrl(clusterUrl, partial);
    const sql = connect(url, "test-template", 1);
    await sql.unsafe(prelude.join("\n")).simple().finally(() => sql.end());
    await migrate(url, { migrations });
    await setRolePasswords(url, TEST_PASSWORDS);
    await maintenance.unsafe(`alter database ${partial} rename to ${name}`);
    return name;
  } finally {
    await maintenance`select pg_advisory_unlock(${LOCK})`;
  }
}

async function dropDatabase(clusterUrl: string, name: string): Promise<void> {
  const sql = connect(clusterUrl, "test-database", 1);
  await sql.unsafe(`drop database if exists ${name} with (force)`).finally(() => sql.end());
}

function databaseUrl(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}
