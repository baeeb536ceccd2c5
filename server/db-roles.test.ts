import assert from "node:assert/strict";
import { test } from "node:test";
import { newRolePasswords, roleUrls, ROLE_NAMES } from "./db-roles.ts";

const passwords = { app_web: "a/b", app_gateway: "g", app_data: "d", app_jobs: "j" };

test("each role's address is the administrator's with another user, host, database and options kept", () => {
  assert.deepEqual(roleUrls("postgres://postgres:secret@db.example.com:5432/postgres?sslmode=require", passwords), {
    WEB_DATABASE_URL: "postgres://app_web:a%2Fb@db.example.com:5432/postgres?sslmode=require",
    GATEWAY_DATABASE_URL: "postgres://app_gateway:g@db.example.com:5432/postgres?sslmode=require",
    RUNNER_DATABASE_URL: "postgres://app_data:d@db.example.com:5432/postgres?sslmode=require",
    JOBS_DATABASE_URL: "postgres://app_jobs:j@db.example.com:5432/postgres?sslmode=require",
  });
});

test("a pooler's user keeps its project", () => {
  assert.equal(new URL(roleUrls("postgres://postgres.abcd:secret@pooler.example.com:5432/postgres", passwords).WEB_DATABASE_URL).username, "app_web.abcd");
});

test("new passwords differ and can't be guessed", () => {
  const made = newRolePasswords();
  assert.equal(new Set(Object.values(made)).size, ROLE_NAMES.length);
  for (const password of Object.values(made)) assert.ok(password.length >= 32);
});
