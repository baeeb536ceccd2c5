import assert from "node:assert/strict";
import { type Actor, SCOPES } from "#lib/auth/actor.ts";
import { digestOf } from "#lib/auth/is-admin-key.ts";
import { systemClock } from "#lib/clock.ts";
import type { WebDeps } from "#lib/deps.ts";
import { readEnv } from "#lib/env.ts";
import type { Generator } from "#lib/generation/generator.ts";
import { onlyGenerator } from "#lib/generation/generator-source.ts";
import { makeKey, type NewKey } from "#lib/keys/key-format.ts";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import { seedCallRecord } from "../../supabase/tests/seed-call-record.ts";
import { seedApi, type SeededApi } from "../../supabase/tests/seed-api.ts";
import type { TestUser } from "../../supabase/tests/test-database.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { openApiDocument } from "./openapi.ts";
import { type Door, type OpenDoor } from "./test-doors.ts";
import { PATH_PARAMETERS } from "./path-parameters.ts";
import { scopesOf } from "./scopes-of.ts";
import { serve } from "./serve.ts";

export interface RestReply {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}
/** Two workspaces; the first has an API with a call key, and a build. */
export interface RestWorld {
  fixture: VerbFixture;
  owner: TestUser;
  stranger: TestUser;
  api: SeededApi;
  /** With every scope. */
  ownerKey: NewKey;
  strangerKey: NewKey;
  storeKey(user: TestUser, scopes: readonly string[]): Promise<NewKey>;
  /** A request of its own with the owner's ids in its path. The reply has to be documented, and a success in its form. */
  call(door: Door, headers: Record<string, string>, body?: string): Promise<RestReply>;
  /** The same in a browser that is signed in. */
  callAs(user: TestUser, door: Door, headers: Record<string, string>): Promise<RestReply>;
}
export interface TestRest {
  open: OpenDoor;
  start(): Promise<RestWorld>;
  stop(): Promise<void>;
}

export const BOOTSTRAP_KEY = "a-key-of-the-settings-32-or-more-characters";
export const ADMIN_API_KEY = "the-installations-own-key-32-or-more";
const GENERATION_ID = "11111111-2222-4333-8444-555555555555";
const pepper = { version: 1, secret: "p".repeat(32) };
const refuser: Generator = {
  info: { id: "built-in", label: "Test generator", note: "Refuses everything" },
  maxRepairs: 0,
  // oxlint-disable-next-line require-yield -- a generator that only refuses
  async *generate() {
    return { kind: "refusal", message: "This can't be built.", suggestions: ["Manage books with title"] };
  },
};

export const bearer = (key: NewKey) => ({ authorization: `Bearer ${key.secret}` });

/** The REST API over a real database, with a generator that refuses and a runtime that runs nothing. For tests. */
export function testRest(): TestRest {
  const runtime = createFakeRuntime();
  let started: VerbFixture | null = null;
  let session: Actor | null = null;
  const deps = (): WebDeps => {
    const { db } = started ?? assert.fail("not started");
    return {
      env: readEnv({ ADMIN_API_KEY }), db, runtime, generators: onlyGenerator(refuser), modelKeys: { db, encryptionKey: "0123456789abcdef0123456789ABCDEF", isKeyAccepted: async () => null }, peppers: [pepper], bootstrapKeys: [digestOf(BOOTSTRAP_KEY)], consumerSecret: pepper.secret,
      supabase: { url: "http://127.0.0.1:1", publishableKey: "unused" }, clock: systemClock, publicUrl: "http://localhost:3000",
      log: { debug() {}, info() {}, warn() {}, error() {} },
    };
  };
  const getSession = async () => session && { actor: session };
  return {
    open: (operation) => ({ method: operation.method, path: operation.path, scope: operation.scope, scopes: scopesOf(operation), example: operation.example, output: operation.output, handle: serve(operation, deps, getSession) }),
    async start() {
      const fixture = await startVerbFixture();
      started = fixture;
      const [owner, stranger] = [await fixture.makeActor(), await fixture.makeActor()];
      const api = await seedApi(fixture.admin, owner);
      await fixture.admin`insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator) values (${GENERATION_ID}, ${owner.workspaceId}, ${owner.userId}, 'api_aaaaaaaaaaaaaaaa', 'Manage books', 'built-in')`;
      await seedCallRecord(fixture.admin, { workspaceId: owner.workspaceId, apiId: api.apiId });
      await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) values (${api.apiId}, ${owner.workspaceId}, 'books', 'b1', '{"title": "Emma"}')`;
      const storeKey = async (user: TestUser, scopes: readonly string[]): Promise<NewKey> => {
        const key = makeKey("management", pepper);
        await fixture.admin`insert into public.keys (workspace_id, kind, name, prefix, last_four, key_hash, scopes, created_by)
          values (${user.workspaceId}, 'management', 'test', ${key.prefix}, ${key.lastFour}, ${key.hash}, ${[...scopes]}, ${user.userId})`;
        return key;
      };
      const call: RestWorld["call"] = (door, headers, body) => send(door, api, headers, body);
      return {
        fixture, owner, stranger, api, storeKey, call, ownerKey: await storeKey(owner, SCOPES), strangerKey: await storeKey(stranger, SCOPES),
        async callAs(user, door, headers) {
          session = { kind: "user", userId: user.userId, email: user.email, workspaceId: user.workspaceId };
          return call(door, headers).finally(() => (session = null));
        },
      };
    },
    stop: async () => started?.stop(),
  };
}

async function send(door: Door, api: SeededApi, headers: Record<string, string>, body?: string): Promise<RestReply> {
  const id = door.path.startsWith("/api/v1/keys") ? api.keyId : door.path.startsWith("/api/v1/generations") ? GENERATION_ID : api.apiId;
  const params: Record<string, string> = { ...Object.fromEntries(Object.entries(PATH_PARAMETERS).map(([name, { example }]) => [name, example])), id };
  const path = door.path.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? assert.fail(`PATH_PARAMETERS has no ${name}`));
  const given = body ?? (door.example === undefined ? undefined : JSON.stringify(door.example));
  const request = new Request(`http://localhost:3000${path}`, { method: door.method, headers: { accept: "application/json", ...headers }, ...(given === undefined ? {} : { body: given }) });
  const response = await door.handle(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const described = (openApiDocument("http://localhost:3000")["paths"] as Record<string, Record<string, { responses: object }>>)[door.path]?.[door.method.toLowerCase()];
  assert.ok(Object.hasOwn(described?.responses ?? {}, String(response.status)), `${door.method} ${door.path} does not document ${response.status}`);
  if (response.status < 300 && response.headers.get("content-type")?.startsWith("application/json")) door.output?.parse(JSON.parse(text));
  return { status: response.status, headers: response.headers, body: /\/(problem\+)?json/.test(response.headers.get("content-type") ?? "") && text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {} };
}
