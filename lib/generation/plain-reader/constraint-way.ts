import { plainName } from "../outline/name-of.ts";
import type { OutlineField } from "../outline/schema.ts";
import { type Draft, type DraftThing, namesOf } from "./draft.ts";
import { nameInWords } from "../field-words/name-in-words.ts";
import { findField } from "./find-field.ts";

/** A form of a sentence about a field: true where it takes all of the clause into the draft. */
export type Way = (clause: string, draft: Draft) => boolean;

export const MUST = "(?:must(?: always)?(?: be)?|should(?: always)?(?: be)?|has to be|have to be|needs? to be|is always|is|are|can only be|may only be|can be|may be|will be|being)";

export interface FieldOfThing { field: OutlineField; thing: DraftThing }

function inOtherWords(asked: string, thing: DraftThing): OutlineField | undefined {
  const name = /^(?:how|what|when|where|who|whether) /i.test(asked) ? nameInWords(asked, {}) : null;
  const [, owner = "", rest = ""] = /^(?:the )?([a-z]+) ([a-z]+)$/i.exec(asked) ?? [];
  const isOwned = rest !== "" && thing.fields.some((field) => field.name === `${owner.toLowerCase()} name`);
  return name !== null ? findField(name, thing) : isOwned ? thing.fields.find((field) => field.name === rest.toLowerCase()) : undefined;
}

/** The thing and the field that a phrase names: of the thing that was spoken of last, or of the only one that has it. */
export function fieldSpokenOf(phrase: string, { things, last }: Pick<Draft, "things" | "last">): FieldOfThing | null {
  const all = [...(things[last] ? [things[last]] : []), ...things.toReversed()];
  const plain = plainName(phrase).replace(/^(?:an?|each|every|all|the|one|any) /, "");
  for (const thing of all) {
    // "A cat is available, reserved or adopted" says nothing of its name.
    if (namesOf(thing).includes(plain) && !thing.fields.some(({ name }) => name === plain)) continue;
    const own = namesOf(thing).find((name) => plain.startsWith(`${name} `));
    const asked = own === undefined ? phrase.replace(new RegExp(` of (?:(?:an?|the|each|every|one) .*|(?:all (?:the )?)?(?:${namesOf(thing).join("|")}))$`, "i"), "") : plain.slice(own.length + 1);
    // "How I felt" is called otherwise; of a client's email, beside the client's name, people say client email.
    const field = findField(asked, thing) ?? inOtherWords(asked, thing);
    if (field && field.kind !== "reference") return { field, thing };
  }
  return null;
}
