import fs from "node:fs";
import path from "node:path";
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { connect } from "#lib/db/connect.ts";
import type { LocalSecrets } from "./local-secrets.ts";
import { migrate, type Migration } from "./migrate.ts";

export interface LocalAuthOptions {
  adminUrl: string;
  secrets: Pick<LocalSecrets, "publishableKey" | "jwtSecret">;
  /** Where people reach the product: mailed links point there. */
  siteUrl: string;
  /** Mail has no server here: the link goes to whoever reads the terminal. */
  onMail: (to: string, subject: string, link: string) => void;
  onMigrated?: (files: string[]) => void;
  /** Absent: all of them. */
  migrations?: Migration[];
}

export interface LocalAuth {
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Auth and REST of Supabase on one Postgres: makes schema auth, applies bootstrap and migrations, and answers /auth/v1 and /rest/v1. */
export async function createLocalAuth(options: LocalAuthOptions): Promise<LocalAuth> {
  const connection = createPostgresConnection({ url: options.adminUrl, postgresOptions: { max: 8, onnotice: () => {}, backoff: () => 0.1 } });
  refuseGrantAll(connection);
  const app = new App({
    connection,
    api: { enabled: true, schemas: ["public"] },
    storage: { enabled: false },
    // No secret key: nothing that is sent here can become service_role.
    auth: {
      enabled: true, jwt_secret: options.secrets.jwtSecret, jwt_expiry: 3600, enable_signup: true, minimum_password_length: 10, site_url: options.siteUrl,
      publishable_key: options.secrets.publishableKey, email: { enable_signup: true, enable_confirmations: false },
    },
    options: { drivers: { email: { send: async (mail) => options.onMail(mail.to, mail.subject, linkOf(mail, options.siteUrl)) } } },
  });
  await app.ensureSystemSchema();
  await runBootstrap(options.adminUrl);
  const applied = await migrate(options.adminUrl, { refuseChanged: true, ...(options.migrations ? { migrations: options.migrations } : {}) });
  options.onMigrated?.(applied);
  refuseGrantAll(connection);
  return { fetch: (request) => app.fetch(request, { peerAddress: null }), close: () => connection.close() };
}

/**
 * On first use in each process the server would GRANT ALL on every table to anon and authenticated, undoing every REVOKE of the
 * migrations. It leaves the grants alone when it believes that they are there. A private field: the version is pinned, a test holds it.
 */
function refuseGrantAll(connection: object): void {
  if (!("rlsState" in connection)) throw new Error("This version of @supabase/lite is not known to keep the migrations' grants. Install the pinned one.");
  connection.rlsState = "active";
}

async function runBootstrap(adminUrl: string): Promise<void> {
  const sql = connect(adminUrl, "bootstrap", 1);
  await sql.unsafe(fs.readFileSync(path.join(import.meta.dirname, "embedded-bootstrap.sql"), "utf8")).simple().finally(() => sql.end());
}

/** The mailed link. The server forgets the redirect of a reset: it goes to the page that sets the new password. */
function linkOf(mail: { text?: string; html?: string }, siteUrl: string): string {
  const found = /https?:\/\/[^\s"<>]+/.exec(mail.text ?? mail.html ?? "")?.[0].replaceAll("&amp;", "&") ?? "";
  if (!URL.canParse(found)) return "";
  const link = new URL(found);
  if (link.searchParams.get("type") === "recovery") link.searchParams.set("redirect_to", `${siteUrl}/update-password`);
  return link.href;
}
