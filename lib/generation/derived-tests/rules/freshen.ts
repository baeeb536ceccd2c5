import type { Json } from "#lib/versions/schema.ts";
import type { Facts } from "../derived-test.ts";
import { isObject, memberOf } from "../json-value.ts";
import { follow } from "../operations.ts";
import { replaceAt, shapeOf, type Body } from "../request-body.ts";

/** The body with other values where the document allows them: the `n`th of a row in which texts and numbers grow. */
export function freshen({ document, fits }: Pick<Facts, "document" | "fits">, schema: Json, body: Body, n: number): Body {
  const shape = shapeOf(document, schema);
  let made = body;
  for (const [name, member] of Object.entries(shape?.properties ?? {})) {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    for (const other of value === undefined ? [] : others(value, follow(document, member) ?? {}, name, n)) {
      const changed = replaceAt(made, [name], other);
      if (fits(schema, changed) !== null || !isObject(changed)) continue;
      made = changed;
      break;
    }
  }
  return made;
}

/** Values to try, best first. References to other things stay. */
function others(value: Json, schema: Json, name: string, n: number): Json[] {
  if (/Ids?$|^id$/.test(name)) return [];
  const options = memberOf(schema, "enum");
  if (Array.isArray(options)) return options.length === 0 ? [] : [options[n % options.length] ?? null];
  if (typeof value === "boolean") return [n % 2 === 1 ? !value : value];
  if (typeof value === "number") return [value + n, value - n];
  if (typeof value !== "string") return [];
  const format = memberOf(schema, "format");
  if (format === "email") return [`${n}.${value}`];
  if (format === "uri" || /^https?:\/\//.test(value)) return [`${value}${value.includes("?") ? "&" : "?"}n=${n}`];
  if (format === "date" || format === "date-time") return [later(value, n)];
  const turned = value.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + n) % 10));
  if (format !== undefined) return [turned];
  return memberOf(schema, "pattern") === undefined ? [`${value} ${n}`] : [`${value}-${n}`, `${value}${n}`, turned];
}

/** So many days later, in the same form. */
function later(value: string, days: number): string {
  const time = Date.parse(value);
  if (Number.isNaN(time)) return value;
  return `${new Date(time + days * 86_400_000).toISOString().slice(0, 10)}${value.slice(10)}`;
}
