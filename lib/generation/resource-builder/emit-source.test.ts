import assert from "node:assert/strict";
import { test } from "node:test";
import { emitSource } from "./emit-source.ts";
import { emitTests } from "./emit-tests.ts";
import type { Resource } from "./resource-plan.ts";
import { shapesOf } from "./resource-shape.ts";
import { samplePlans } from "./sample-plans.ts";

const sourceOf = (resources: Resource[]): string => emitSource({ name: "Sample", description: "A sample", resources });
const plan = (name: string): Resource[] => samplePlans[name] ?? [];

test("a plan of three related resources gives at most 330 lines; one plain resource at most 130", () => {
  assert.ok(sourceOf(plan("references, nested lists and in use")).split("\n").length <= 330);
  assert.ok(sourceOf(plan("one plain resource")).split("\n").length <= 130);
});

test("a tool is in the source only if a resource uses it", () => {
  const source = sourceOf(plan("one plain resource"));
  for (const tool of ["retried", "onData", "clash", "flag", "today", "utc", "moment", "cents", "group"]) assert.doesNotMatch(source, new RegExp(`const ${tool}\\b|function ${tool}\\b`), tool);
});

test("every operation of a resource per consumer says so, and no other", () => {
  const owned = sourceOf(plan("expenses per consumer with totals"));
  assert.equal(owned.match(/createRoute\(/g)?.length, owned.match(/"x-per-consumer": true/g)?.length);
  assert.doesNotMatch(sourceOf(plan("orders with states")), /x-per-consumer/);
});

test("a required reference to the own kind, or in a circle, is optional where it must be", () => {
  const [user] = shapesOf(plan("two references to one resource and one to itself"));
  assert.equal(user?.references[0]?.field.isRequired, false);
  const circle = shapesOf([link("a", "b"), link("b", "c"), link("c", "a")]);
  assert.deepEqual(circle.map(({ references }) => references[0]?.field.isRequired), [false, true, true]);
  const ruled: Resource = { ...link("player", "team"), most: { max: 11, per: "teamId", only: null } };
  assert.deepEqual(shapesOf([ruled, link("team", "player")]).map(({ references }) => references[0]?.field.isRequired), [true, false]);
});

const link = (singular: string, ...targets: string[]): Resource => ({
  ...{ singular, plural: `${singular}s`, typeName: singular.toUpperCase(), path: `/${singular}s`, collection: `${singular}s`, ownership: "shared", search: [], aggregates: [], counters: [], transitions: [] },
  fields: targets.map((target, index) => ({ name: `${target}Id${index || ""}`, label: `${target} ${index || ""}`.trim(), kind: "reference", isRequired: true, isUnique: false, target })),
});

test("no contract test makes anything without what it requires or with what isn't there, also in circles", () => {
  const optional = link("b", "a");
  for (const field of optional.fields) field.isRequired = false;
  const all = [..."abcdefgh"];
  for (const circle of [[link("a", "b"), link("b", "c"), link("c", "a")], [link("a", "b"), optional], all.map((one) => link(one, ...Array.from({ length: 30 }, (_none, index) => all[index % 8] ?? one)))]) {
    const shapes = shapesOf(circle);
    for (const { name, steps } of emitTests(circle)) {
      const captured = new Set<string>();
      for (const { request: { method, path, body }, expect, capture } of steps) {
        for (const [, used = ""] of JSON.stringify([path, body ?? null]).matchAll(/\{\{(\w+)\}\}/g)) assert.ok(captured.has(used), `${name}: ${used}`);
        const made = expect.status === 201 && method === "POST" ? shapes.find(({ resource }) => resource.path === path) : undefined;
        for (const { field } of made?.references ?? []) if (field.isRequired) assert.match(JSON.stringify(Object(body)[field.name] ?? null), /\{\{/, `${name}: ${field.name}`);
        for (const key of Object.keys(capture ?? {})) captured.add(key);
      }
    }
  }
});

test("a plain resource is tested with at most 130 requests; ten resources have at most 60 tests, some of each", () => {
  const tests = emitTests(plan("one plain resource"));
  assert.ok(tests.flatMap(({ steps }) => steps).length <= 130);
  const [book] = plan("one plain resource");
  assert.ok(book);
  const many = Array.from({ length: 10 }, (_none, index) => ({ ...book, singular: `book${index}`, plural: `books${index}`, typeName: `Book${index}`, path: `/books${index}`, collection: `books${index}` }));
  const names = emitTests(many).map(({ name }) => name);
  assert.ok(names.length <= 60);
  for (const { singular } of many) assert.ok(names.some((name) => name.includes(singular)), singular);
});

test("no two declarations of a source share a name and no two stores a collection, also where a thing is called like what another keeps beside it", () => {
  const [room, booking] = plan("times that don't overlap");
  assert.ok(room && booking);
  const claim: Resource = { ...room, singular: "booking claim", plural: "booking claims", typeName: "BookingClaim", path: "/booking-claims", collection: "bookingClaims" };
  const source = sourceOf([room, booking, claim]);
  const twice = (pattern: RegExp): string[] => [...source.matchAll(pattern)].map(([, name = ""]) => name).filter((name, index, names) => names.indexOf(name) < index);
  assert.deepEqual(twice(/^(?:const|(?:async )?function) (\w+)/gm), []);
  assert.deepEqual(twice(/\.collection<[^>]+>\("(\w+)"/g), []);
});

test("no source takes every failure of the store for one that it expects", () => {
  for (const resources of Object.values(samplePlans)) assert.doesNotMatch(sourceOf(resources), /\.catch\(\(\) =>/);
});
