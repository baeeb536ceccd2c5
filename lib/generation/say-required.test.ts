import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

const said = (description: string): string[] => { const made = design(description); return made.kind === "api" ? made.api.assumptions.filter((line) => line.includes("must be given too")) : [made.message]; };

/** Which others must be given too, as it is built. */
const TOLD: [description: string, line: string][] = [
  ["Orders with customer name, phone, cake and notes (optional). Customer name and cake must be filled in.", "orders: phone must be given too, since nothing says that it may be left out"],
  ["Catches: species, lake, date. Species and lake are needed.", "catches: date must be given too, since nothing says that it may be left out"],
  ["For the nursery I'd like to record what kids are allergic to. Child has name, birthday, list of allergies and emergency phone. The emergency phone is mandatory.", "children: name, birthday and allergies must be given too, since nothing says that they may be left out"],
];
for (const [description, line] of TOLD) test(`${JSON.stringify(description)} tells what else must be given`, () => assert.deepEqual(said(description), [line]));

const SILENT = ["Catches: species, lake, date.", "Catches: species, lake, date. Only the species is required.", "Catches: species, lake, date. Species is required, the rest is optional.", "Catches: species, lake, date. All fields are required.", "Catches: species, lake (optional). Species is required."];
for (const description of SILENT) test(`${JSON.stringify(description)} leaves nothing of that open`, () => assert.deepEqual(said(description), []));
