import assert from "node:assert/strict";
import { test } from "node:test";
import { auditPlan } from "./audit-plan.ts";
import { NotUnderstood } from "./not-understood.ts";
import { readDescription } from "./read-description.ts";
import type { Field, ResourcePlan } from "./resource-plan.ts";

const PLAN_OF = "ships with name, port and length in m";

/** Each says more than the plan of the ships holds. */
for (const [more, named] of [
  ["ships on loan with name, port and length in m", "on loan"],
  [`${PLAN_OF}. Ships dock at a pier`, "dock at a pier"],
  [`${PLAN_OF}. Discounted ships come first`, "discounted"],
  [`${PLAN_OF}. No more than 12 ships`, "12 ships"],
  [`${PLAN_OF}. Only captains see them`, "only captains"],
] as const) {
  test(`a plan without "${named}" isn't accepted for ${JSON.stringify(more)}: the clause is named`, () => {
    assert.throws(() => auditPlan(more, readDescription(PLAN_OF)), (error) => error instanceof NotUnderstood && error.part !== null && error.part.includes(named));
  });
}

test("what is in the plan, in any form of its words, is accepted", () => {
  for (const description of [PLAN_OF, "We run a harbour. Ships: name, port, length in m", "keep track of each ship's name, its port and its length in m", "Harbour ships.\nShips have names, ports and lengths in m"]) auditPlan(description, readDescription(PLAN_OF));
});

test("what stands at the end of a long list is held too", () => {
  const fields = ["name", "port", "flag state", "call sign", "builder", "yard number", "owner", "operator", "insurer", "captain", "engine type", "hull material", "paint code", "former name", "anchor type", "registry office", "insurance company", "survey company", "last survey date"];
  const description = `ships with ${fields.join(", ")}, berth (north quay, south quay, fishing dock) and crew size at most 40`;
  auditPlan(description, readDescription(description));
});

test("a name that is a turn of phrase isn't accepted", () => {
  const plan = (singular: string, label: string): ResourcePlan => {
    const field: Field = { name: "x", label, kind: "text", isRequired: true, isUnique: false };
    const [ship] = readDescription(PLAN_OF).resources;
    assert.ok(ship);
    return { resources: [{ ...ship, singular, plural: `${singular}s`, fields: [field] }], assumptions: [], leftOut: [] };
  };
  for (const [noun, label] of [["each lesson", "date"], ["number", "date"], ["lesson", "pupils that came"], ["lesson", "each pupil"], ["lesson", "date and"]] as const) assert.throws(() => auditPlan(`${noun}s with ${label}`, plan(noun, label)), NotUnderstood);
  auditPlan("lessons with date", plan("lesson", "date"));
});
