import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractStep, ContractTest } from "#lib/versions/schema.ts";
import { captureName, testsOf, type Body, type TestKit } from "./test-kit.ts";

/** Five moments in a row, by kind. */
const MOMENTS: Record<string, readonly [string, string, string, string, string]> = {
  date: ["2031-05-01", "2031-05-03", "2031-05-04", "2031-05-06", "2031-05-08"],
  time: ["09:00", "09:30", "10:00", "10:30", "11:00"],
  dateTime: ["2031-05-01T09:00:00.000Z", "2031-05-01T09:30:00.000Z", "2031-05-01T10:00:00.000Z", "2031-05-01T10:30:00.000Z", "2031-05-01T11:00:00.000Z"],
};

/** One may begin when another ends, and not before. */
export function emitApartTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, apart, fields, plural, transitions } = shape.resource;
  if (!apart) return [];
  const { start, end, per, unless } = apart;
  const [one, two, three, four, five] = MOMENTS[fields.find(({ name }) => name === start)?.kind ?? ""] ?? ["", "", "", "", ""];
  const first = make(1);
  const shared = (prefix: string): Body => Object.fromEntries(per.map((name) => [name, valueOf(name, prefix)]));
  const at = (n: number, from: string, to: string, prefix = ""): Body => make(n, { ...shared(prefix), ...(unless && fields.some(({ name, isReadOnly }) => name === unless.field && !isReadOnly) ? { [unless.field]: kept() } : {}), [start]: from, [end]: to });
  const overlap = { expect: { error: { code: "overlap", message: { $type: "string" } } } };
  const cancel = transitions.find(({ field, to }) => field === unless?.field && to === unless.value);
  return testsOf(`${plural.charAt(0).toUpperCase()}${plural.slice(1)} ${per.length === 0 ? "" : `of one ${fields.filter(({ name }) => per.includes(name)).map(({ label }) => label).join(" and ")} `}never overlap`, [...setup(), ...(per.length > 0 ? setup("other") : [])], [
    step("POST", path, 201, { body: at(1, one, three), capture: { first: "/id" } }),
    step("POST", path, 409, { body: at(2, two, four), ...overlap }),
    step("POST", path, 409, { body: at(2, one, three), ...overlap }),
    step("POST", path, 201, { body: at(2, three, four), capture: { second: "/id" } }),
    ...(per.length > 0 ? [step("POST", path, 201, { body: at(3, one, three, "other") })] : []),
    step("PATCH", `${path}/{{second}}`, 409, { body: { [start]: two }, ...overlap }),
    step("PATCH", `${path}/{{second}}`, 200, { body: { [end]: five }, expect: { [start]: three, [end]: five } }),
    step("POST", path, 409, { body: at(4, four, five), ...overlap }),
    ...freeing(),
    step("POST", path, 201, { body: at(5, two, three) }),
  ]);

  /** The first is given up, by what the API has for it. */
  function freeing(): ContractStep[] {
    const one = `${path}/{{first}}`;
    const isState = fields.some(({ name, isReadOnly }) => name === unless?.field && isReadOnly);
    if (cancel && isState && cancel.from.includes(String(fields.find(({ name }) => name === cancel.field)?.options?.[0]))) return [step("POST", `${one}/${cancel.action}`, 200)];
    return unless && !isState ? [step("PATCH", one, 200, { body: { [unless.field]: unless.value } })] : [step("DELETE", one, 204)];
  }

  function kept(): string | boolean {
    const field = fields.find(({ name }) => name === unless?.field);
    return field?.kind === "boolean" ? !unless?.value : field?.options?.find((option) => option !== unless?.value) ?? "";
  }

  function valueOf(name: string, prefix: string): Body[string] {
    const target = shape.references.find(({ field }) => field.name === name)?.target;
    return target ? `{{${captureName(target, prefix)}}}` : (prefix === "" ? first : make(2))[name] ?? null;
  }
}
