import assert from "node:assert/strict";
import { test } from "node:test";
import { auditRules } from "./audit-rules.ts";

const SHOWN = ["Players at /players: name (text), age (whole number, at least 16)", "Two players can't have the same name: the second is answered with 409", "At most 4 bookings with the same court: the next is answered with 409"];

test("a rule whose subject, number and strictness a line shows is held", () => {
  for (const rule of ["players' age must be at least 16", "no two players may have the same name", "at most 4 bookings per court"]) auditRules(rule, SHOWN);
});

test("a rule of which a line shows only a word, another number or another restriction isn't held, and is named", () => {
  for (const rule of ["players must be at least 18", "at most 3 bookings per court", "players must wear white shoes", "only members see the courts", "bookings can't be moved to another lane"]) {
    assert.throws(() => auditRules(rule, SHOWN), (error) => error instanceof Error && error.message.includes(rule));
  }
});

test("what is said of an amount, which is never negative anyway, frees nothing else that its clause forbids", () => {
  for (const rule of ["a fee can't be negative", "fees must be positive", "the fee must never go below zero"]) auditRules(rule, SHOWN);
  for (const rule of ["fees can't be negative and only captains may see them", "scores must be positive and can't be changed after the match", "a fee can't be below 0.5"]) {
    assert.throws(() => auditRules(rule, SHOWN), (error) => error instanceof Error && error.message.includes(rule));
  }
});
