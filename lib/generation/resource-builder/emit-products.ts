import { defaultOf } from "./emit-fields.ts";
import type { Field, Resource } from "./resource-plan.ts";
import type { Shape } from "./resource-shape.ts";

/** The fields that the API works out with every write. */
export const productsOf = ({ fields }: Resource): Field[] => fields.filter(({ product }) => product !== undefined);

/** The names of what a product is made of. */
export const factorsOf = ({ product }: Field): string[] => [...(product?.of ?? []), ...(product?.between ? [product.between.from, product.between.to] : [])];

/** Whether a part of it may be missing: then there is no product either. */
export const isPartial = (field: Field, { fields }: Resource): boolean => fields.some((other) => factorsOf(field).includes(other.name) && defaultOf(other) === "null");

export const MS_OF = { days: 86_400_000, hours: 3_600_000 } as const;
/** Cents; of other numbers as many decimals as a product of two short ones has. */
export const partsOf = ({ kind }: Field): number => (kind === "money" ? 100 : 1_000_000);

/** A member of what follows from an item: `total: Math.round(item.quantity * item.unitPrice * 100) / 100`. */
export function productMember(field: Field, { resource }: Shape): string {
  const { of = [], between } = field.product ?? {};
  const factors = [...(between ? [`((Date.parse(item.${between.to}) - Date.parse(item.${between.from})) / ${MS_OF[between.unit].toLocaleString("en").replaceAll(",", "_")})`] : []), ...of.map((name) => `item.${name}`)];
  const missing = resource.fields.filter(({ name }) => factorsOf(field).includes(name)).filter((other) => defaultOf(other) === "null").map(({ name }) => `item.${name} === null`).join(" || ");
  const parts = field.kind === "money" ? "100" : "1_000_000";
  return `${field.name}: ${missing === "" ? "" : `${missing} ? null : `}Math.round(${factors.join(" * ")} * ${parts}) / ${parts}`;
}
