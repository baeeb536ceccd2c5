import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sql } from "#lib/db/connect.ts";
import { createOutboundRights } from "./outbound-rights.ts";

/** A database that counts how often it is asked, and can be away. */
function database() {
  const state = { asked: 0, isAway: false, approved: ["api.example.com"] };
  const sql = async () => {
    state.asked += 1;
    if (state.isAway) throw new Error("ECONNREFUSED");
    return [{ declared: ["API.example.com", "10.0.0.1", "localhost"], approved: state.approved, secrets: [] }];
  };
  return { state, sql: sql as unknown as Sql };
}

test("rights are at most half a second old, and calls at the same time ask once", async () => {
  let clock = 0;
  const { state, sql } = database();
  const rights = createOutboundRights(sql, undefined, () => clock);
  const [first] = await Promise.all([rights.load("a", "v"), rights.load("a", "v")]);
  assert.deepEqual([first.declared, first.approved, state.asked], [["api.example.com"], ["api.example.com"], 1]);
  state.approved = [];
  clock = 499;
  assert.deepEqual([(await rights.load("a", "v")).approved, state.asked], [["api.example.com"], 1]);
  clock = 500;
  assert.deepEqual([(await rights.load("a", "v")).approved, state.asked], [[], 2]);
});

test("while Postgres is away the last answer counts for five minutes, and an API that was never asked for reaches nothing", async () => {
  let clock = 0;
  const { state, sql } = database();
  const rights = createOutboundRights(sql, undefined, () => clock);
  await rights.load("a", "v");
  state.isAway = true;
  clock = 299_999;
  assert.deepEqual((await rights.load("a", "v")).approved, ["api.example.com"]);
  await assert.rejects(rights.load("a", "v2"));
  await assert.rejects(rights.load("b", "v"));
  clock = 300_000;
  await assert.rejects(rights.load("a", "v"));
});
