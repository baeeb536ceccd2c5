import type { OutlineField } from "./schema.ts";

export interface HarvestedThing {
  singular: string;
  fields: OutlineField[];
  /** What it names by a relation: "belongs to a customer". */
  refersTo: string[];
  /** Listed among things: "boards, columns and cards". */
  isListed?: boolean;
}

/** What is gathered while a description is gone through. */
export interface Harvest {
  things: HarvestedThing[];
  current: HarvestedThing | null;
  /** Named first, without a list: what a list without a head is of. */
  title: string | null;
  /** Under "Features:" or "Rules:" nothing is a field. */
  areWishes: boolean;
}

export const newHarvest = (): Harvest => ({ things: [], current: null, title: null, areWishes: false });

export const contextOrNull = (harvest: Harvest): string | null => harvest.current?.singular ?? harvest.title ?? harvest.things.at(-1)?.singular ?? null;
/** What fields without a head belong to. */
export function contextOf(harvest: Harvest): HarvestedThing {
  return harvest.current ?? thingCalled(harvest.title ?? harvest.things.at(-1)?.singular ?? "entry", harvest);
}

export function thingCalled(noun: string, harvest: Harvest): HarvestedThing {
  const last = noun.split(" ").at(-1) ?? noun;
  const known = harvest.things.find(({ singular: one }) => one === noun) ?? harvest.things.find(({ singular: one }) => one.split(" ").at(-1) === noun) ?? (noun.includes(" ") ? harvest.things.find(({ singular: one }) => one === last && harvest.things.length === 1) : undefined);
  if (known) return known;
  const made: HarvestedThing = { singular: noun, fields: [], refersTo: [] };
  harvest.things.push(made);
  return made;
}

export function addFields(thing: HarvestedThing, fields: readonly OutlineField[]): void {
  for (const field of fields) {
    const at = thing.fields.findIndex(({ name }) => name === field.name);
    if (at < 0) thing.fields.push(field);
    // What is said of it later says more.
    else if (thing.fields[at]?.kind === "text" && field.kind !== "text") thing.fields[at] = field;
  }
}
