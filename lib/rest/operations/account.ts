import { changeAccount } from "#lib/accounts/change-account.ts";
import { deleteAccount } from "#lib/accounts/delete-account.ts";
import { exportAccount } from "#lib/accounts/export-account.ts";
import { getAccount } from "#lib/accounts/get-account.ts";
import { type Account, accountSchema, type ChangeAccount, changeAccountSchema, deleteAccountSchema, deletedAccountSchema, type Session, sessionSchema } from "#lib/accounts/schema.ts";
import { listSessions } from "#lib/accounts/list-sessions.ts";
import { forwardedAddress } from "#lib/http/forwarded-address.ts";
import { textStream } from "#lib/http/text-stream.ts";
import { wholeOf } from "../page.ts";
import type { Operation } from "../serve.ts";

const JSON_LINES = "application/x-ndjson";

export const getAccountOperation: Operation<undefined, Account> = {
  method: "GET",
  path: "/api/v1/account",
  summary: "Who is signed in, and the workspaces in which they work",
  scope: "account",
  output: accountSchema,
  run: ({ actor, deps }) => getAccount({}, actor, deps),
};

export const listSessionsOperation: Operation<undefined, { items: Session[]; cursor: null }> = {
  method: "GET",
  path: "/api/v1/account/sessions",
  summary: "Where somebody is signed in",
  scope: "account",
  output: wholeOf(sessionSchema),
  run: async ({ actor, deps }) => ({ items: await listSessions({}, actor, deps), cursor: null }),
};

export const changeAccountOperation: Operation<ChangeAccount, ChangeAccount> = {
  method: "PATCH",
  path: "/api/v1/account",
  summary: "Change how somebody is called",
  scope: "account",
  body: changeAccountSchema,
  example: { displayName: "Ada" },
  output: changeAccountSchema,
  run: ({ body, actor, deps }) => changeAccount(body, actor, deps),
};

export const exportAccountOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/account/export",
  summary: "What an account has, as lines of JSON",
  description: "Profile, and of each workspace that the person owns: APIs, versions with their source, deployments, keys and secrets without their values, builds, documents, usage by day, logs; then what the person changed. All as it was at one moment; without what drafts stored and prepaid balances. Who stops reading for half a minute gets no more. The last line has the type `end`.",
  scope: "account",
  media: [JSON_LINES],
  async run({ actor, deps }) {
    const lines = await exportAccount({}, actor, deps);
    return new Response(textStream(lines), {
      headers: { "Content-Type": JSON_LINES, "Content-Disposition": `attachment; filename="api-creator-account-${new Date(deps.clock.now()).toISOString().slice(0, 10)}.jsonl"`, "Cache-Control": "no-store" },
    });
  },
};

export const deleteAccountOperation: Operation<{ password: string }, { deleted: true }> = {
  method: "POST",
  path: "/api/v1/account/delete",
  summary: "Delete the account for good; asks for its password",
  description: "Sign-in, profile and name are gone at once. The APIs of workspaces that nobody shares answer 410 from then on and are removed in the background with their data, a large one within hours; one that somebody has paid ahead for waits until that is settled. A workspace in which others work needs another owner first. Nobody can undo it.",
  scope: "account",
  isRepeatable: true,
  body: deleteAccountSchema,
  example: { password: "correct horse battery" },
  output: deletedAccountSchema,
  errors: ["conflict", "rate_limited"],
  async run({ body, request, actor, deps }) {
    await deleteAccount(body, actor, { db: deps.db, supabase: deps.supabase, attemptsPer15Min: deps.env.SIGN_IN_ATTEMPTS_PER_15_MIN, clientAddress: forwardedAddress(request.headers) });
    return { deleted: true };
  },
};
