import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractStep, ContractTest } from "#lib/versions/schema.ts";
import { isFilter, rangeNames, startOf } from "./emit-fields.ts";
import { listed } from "./emit-list-tests.ts";
import type { Counter, Field, Transition } from "./resource-plan.ts";
import { testsOf, type TestKit } from "./test-kit.ts";
import { withArticle } from "./words.ts";

/** Counters and state changes: what they do, what they refuse, and that nothing else can. */
export function emitActionTests(kit: TestKit): ContractTest[] {
  const { counters, transitions, fields } = kit.shape.resource;
  return fields.flatMap((field) => [
    ...(counters.some((counter) => counter.field === field.name) ? (field.isReadOnly ? counterTest(kit, field) : counters.filter((counter) => counter.field === field.name).flatMap((counter) => takeTest(kit, field, counter))) : []),
    ...transitions.filter((transition) => transition.field === field.name).flatMap((transition) => transitionTest(kit, field, transition)),
  ]);
}

function counterTest({ shape, make, setup }: TestKit, field: Field): ContractTest[] {
  const { path, singular, counters, fields } = shape.resource;
  const own = counters.filter((counter) => counter.field === field.name);
  const ups = own.filter(({ by }) => by > 0);
  const downs = own.filter(({ by }) => by < 0);
  const refused = { expect: { error: { code: "range", message: { $type: "string" } } } };
  let now = Number(startOf(field));
  const steps: ContractStep[] = [];
  const call = (action: string, by: number) => { now += by; steps.push(step("POST", `${path}/{{id}}/${action}`, 200, { expect: { id: "{{id}}", [field.name]: now } })); };
  for (const { action, by } of ups) for (let times = 0; times < 2 && now < (field.max ?? Infinity); times += 1) call(action, by);
  for (const { action } of ups) if (field.max !== undefined && now >= field.max) steps.push(step("POST", `${path}/{{id}}/${action}`, 409, refused));
  steps.push(step("GET", `${path}/{{id}}`, 200, { expect: { [field.name]: now } }));
  for (const { action, by, min } of downs) {
    const least = Math.max(min ?? now - 2, now - 5);
    while (now > least) call(action, by);
    if (min !== undefined && now === min) steps.push(step("POST", `${path}/{{id}}/${action}`, 409, refused));
  }
  const range = rangeNames(field, fields);
  const other = Number(startOf(field));
  return testsOf(`The ${field.label} of ${withArticle(singular)} ${field.label.endsWith("s") ? "change" : "changes"} by ${own.map(({ action }) => action).join(" and ")} only`, [...setup(), step("POST", path, 201, { body: make(1), expect: { [field.name]: other }, capture: { id: "/id" } }), step("POST", path, 201, { body: make(2), capture: { other: "/id" } })], [
    ...steps,
    step("GET", `${path}/{{id}}`, 200, { expect: { [field.name]: now } }),
    step("GET", `${path}/{{other}}`, 200, { expect: { [field.name]: other, version: 1 } }),
    step("PATCH", `${path}/{{id}}`, 422, { body: { [field.name]: 99 } }),
    step("PUT", `${path}/{{id}}`, 200, { body: make(3), expect: { [field.name]: now } }),
    ...(isFilter(field) && now !== other ? [listed(`${path}?${field.name}=${now}`, ["id"])] : []),
    ...(range && now > other ? [listed(`${path}?${range[0]}=${now}`, ["id"]), listed(`${path}?${range[1]}=${other}`, ["other"]), listed(`${path}?sort=${field.name}&order=desc`, ["id", "other"])] : []),
  ]);
}

/** A number that callers set, and that an action takes 1 from. */
function takeTest({ shape, make, setup }: TestKit, { name, label }: Field, { action, min = 0 }: Counter): ContractTest[] {
  const { path, singular } = shape.resource;
  const call = (status: number, left: number) => step("POST", `${path}/{{id}}/${action}`, status, { expect: status === 409 ? { error: { code: "range", message: { $type: "string" } } } : { id: "{{id}}", [name]: left } });
  return testsOf(`${action} takes 1 from the ${label} of ${withArticle(singular)}, never below ${min}`, [...setup(), step("POST", path, 201, { body: make(1, { [name]: min + 2 }), capture: { id: "/id" } }), step("POST", path, 201, { body: make(2, { [name]: min + 5 }), capture: { other: "/id" } })], [
    call(200, min + 1), call(200, min), call(409, min),
    step("GET", `${path}/{{id}}`, 200, { expect: { [name]: min } }),
    step("GET", `${path}/{{other}}`, 200, { expect: { [name]: min + 5, version: 1 } }),
    step("PATCH", `${path}/{{id}}`, 200, { body: { [name]: min + 4 }, expect: { [name]: min + 4 } }),
    call(200, min + 3),
    step("PATCH", `${path}/{{id}}`, 422, { body: { [name]: min - 1 } }),
  ]);
}

/** Walks a document to each state that the action starts from, and tries it in each that it doesn't. */
function transitionTest({ shape, make, setup }: TestKit, field: Field, transition: Transition): ContractTest[] {
  const { path, singular, transitions } = shape.resource;
  const { action, from, to } = transition;
  const start = String(startOf(field));
  const routes = routesFrom(start, transitions.filter((other) => other.field === field.name));
  const walk = (id: string, actions: string[]) => actions.map((one) => step("POST", `${path}/{{${id}}}/${one}`, 200));
  const add = (id: string, n: number) => step("POST", path, 201, { body: make(n), expect: { [field.name]: start }, capture: { [id]: "/id" } });
  const reachable = [...routes].slice(0, 6);
  const steps = reachable.flatMap(([state, actions], index) => {
    const id = `order${index + 1}`;
    const isAllowed = from.includes(state);
    const refused = { expect: { error: { code: "wrong_state", message: { $regex: `\\b${escaped(state)}\\b.*${from.map(escaped).join(".*")}` } } } };
    return [
      add(id, index + 1), ...walk(id, actions),
      isAllowed ? step("POST", `${path}/{{${id}}}/${action}`, 200, { expect: { id: `{{${id}}}`, [field.name]: to } }) : step("POST", `${path}/{{${id}}}/${action}`, 409, refused),
      step("GET", `${path}/{{${id}}}`, 200, { expect: { [field.name]: isAllowed ? to : state } }),
    ];
  });
  const ids = reachable.flatMap(([state], index) => (from.includes(state) || state === to ? [`order${index + 1}`] : []));
  const last = reachable.findIndex(([state]) => from.includes(state));
  const isLocked = field.locks?.isChange === true && field.locks.values.includes(to);
  return testsOf(`${withArticle(singular).replace(/^a/, "A")} changes its ${field.label} to ${to} by ${action}, from ${from.join(" or ")} only`, setup(), [
    ...steps,
    listed(`${path}?${field.name}=${encodeURIComponent(to)}`, ids),
    step("GET", `${path}?${field.name}=${encodeURIComponent(start)}`, 200, { expect: { total: reachable.filter(([state]) => (from.includes(state) ? to : state) === start).length } }),
    step("GET", `${path}?${field.name}=nothing`, 422),
    ...(last >= 0 ? [
      step("PATCH", `${path}/{{order${last + 1}}}`, 422, { body: { [field.name]: start } }),
      step("PUT", `${path}/{{order${last + 1}}}`, isLocked ? 409 : 200, { body: make(last + 1), expect: isLocked ? { error: { code: "locked" } } : { [field.name]: to } }),
    ] : []),
  ]).slice(0, 1);
}

/** The shortest way from the start to each state that can be reached. */
export function routesFrom(start: string, transitions: Transition[]): Map<string, string[]> {
  const routes = new Map<string, string[]>([[start, []]]);
  for (const [state, actions] of routes) {
    for (const { action, from, to } of transitions) if (from.includes(state) && !routes.has(to)) routes.set(to, [...actions, action]);
  }
  return routes;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
