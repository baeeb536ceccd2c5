import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { keepPlan, planOf } from "./resource-builder/plan-of-api.ts";
import type { ResourcePlan } from "./resource-builder/resource-plan.ts";
import { auditFacts } from "./audit-facts.ts";

/** What was built of one description, held against another. */
function held(built: string, said: string): boolean {
  const designed = design(built);
  assert.equal(designed.kind, "api", built);
  if (designed.kind !== "api") return false;
  try {
    auditFacts(said, keepPlan({ ...designed.api, files: { ...designed.api.files } }, planOf(designed.api) as ResourcePlan));
    return true;
  } catch (error) {
    assert(error instanceof NotUnderstood);
    return false;
  }
}

const COURTS = "Courts with name, fee and surface (clay, grass)";

test("a default, an order, a number or an optional field that was said and isn't built goes nowhere", () => {
  for (const lost of ["The fee is 50 by default", "Clay when new", "At first it is on grass", "The fee starts at 5", "Grass unless we say otherwise", "Surface may be left out", "The fee is optional", "Cheapest first", "Sorted by fee", "The fee is at most 90", "At most five a day"]) {
    assert.equal(held(COURTS, `${COURTS}. ${lost}.`), false, lost);
  }
});

test("what is said of who asks, of what callers do or of what is built is no lost fact", () => {
  for (const [built, said] of [[COURTS, `Our club has 12 courts. ${COURTS}.`], [COURTS, `${COURTS}. The list can be sorted by fee.`], [`${COURTS}. The fee is 50 by default.`, `${COURTS}. The fee is 50 by default.`], ["Posts with title and text (max 5000 characters)", "Posts with title and text of at most 5,000 characters."], ["Guests with name and age over 18", "Guests with name and age over 18."]] as const) {
    assert.equal(held(built, said), true, said);
  }
});

test("a default said in a sentence with a number at its end is read, and so is a value by itself", () => {
  const start = (description: string, label: string): unknown => { const designed = design(description); return designed.kind === "api" ? planOf(designed.api)?.resources[0]?.fields.find((field) => field.label === label)?.default : "not built"; };
  assert.equal(start("Tattoo appointments: client, artist, date, duration in hours, deposit, motif. The deposit is 50 by default.", "deposit"), 50);
  assert.equal(start("For each ski: brand, length in cm, binding, rented or free; free when new.", "rented or free"), "free");
  assert.equal(start("For each ski: brand, length in cm, binding, rented or free. The rest is small.", "rented or free"), "not built");
});

test("where it is and what we do with it is no thing and no name", () => {
  const paths = (description: string): string[] | null => { const designed = design(description); return designed.kind === "api" ? (planOf(designed.api)?.resources ?? []).map(({ path }) => path) : null; };
  assert.deepEqual(paths("Our hostel has rooms; a room has a number, beds between 1 and 12, price per night and whether it has its own bathroom."), ["/rooms"]);
  assert.deepEqual(paths("We rent tents - model, persons, price per day, available (yes by default)."), ["/tents"]);
  assert.deepEqual(paths("Rent payments: tenant, month, amount."), ["/rent-payments"]);
});

test("a word in a list of fields that no field is named by goes nowhere, and is told", () => {
  for (const lost of ["Soil samples: depth in cm, humus, lab", "Courts: name, fee, surface, net"]) assert.equal(held("Soil samples: depth in cm, acidity, lab", lost), false, lost);
  assert.equal(held("Soil samples: depth in cm, acidity, lab", "Soil samples: depth in cm, acidity, lab"), true);
  const honey = design("We sell honey: variety, jar size in grams, price, jars left.");
  assert(honey.kind === "refusal" && honey.message.includes('"variety"'), honey.kind === "refusal" ? honey.message : "built");
});

test("what is measured in a unit is a number, however rare the unit", () => {
  const kinds = (description: string): string[] => { const designed = design(description); return designed.kind === "api" ? (planOf(designed.api)?.resources.at(-1)?.fields ?? []).map(({ label, kind }) => `${label}: ${kind}`) : []; };
  assert(kinds("Radio amateurs log contacts: call sign, frequency in MHz, mode (SSB, CW, FM), date and time, signal report.").includes("frequency in mhz: number"));
  assert(kinds("Stamps in my collection have a country, a year, a face value and a condition which is mint, used or damaged.").includes("face value: money"));
});

test("a field that is called default says of no other that it has one", () => {
  assert.equal(design("classes with class (text) and default (text)").kind, "api");
  assert.equal(design("settings with label (text), default (text) and kind (text)").kind, "api");
});

test("the same two of something only once is both together, or an outline", () => {
  for (const description of ["papers with number, subject. The same number and subject can only exist once", "papers have a student number, a subject and a mark from 0 to 100. The same student number and subject may exist only once."]) {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal" || outcome.api.points.some((point) => /can't have the same (?:student )?number and subject/.test(point)), description);
  }
  const together = design("papers with number, subject. number and subject are unique together");
  assert.ok(together.kind === "api" && together.api.points.some((point) => /the same number and subject/.test(point)));
});

test("what must have one of the things that are kept is no field of that name", () => {
  assert.equal(design("Photos with url and album. Albums have a name. An album must have at least one photo.").kind, "refusal");
  assert.equal(design("Photos with url and album. Albums have a name.").kind, "api");
});
