import { type DraftField, type DraftThing, newField, newThing } from "./draft-outline.ts";

export type OutlineEdit =
  | { kind: "thing"; thing: string; change: Partial<Pick<DraftThing, "singular" | "plural" | "isOwn">> }
  | { kind: "field"; thing: string; field: string; change: Partial<DraftField> }
  | { kind: "addThing"; key: string }
  | { kind: "removeThing"; thing: string }
  /** Behind the field `after`; null: at the end. */
  | { kind: "addField"; thing: string; key: string; after: string | null }
  | { kind: "removeField"; thing: string; field: string }
  | { kind: "removeRule"; thing: string; rule: string };

/** The outline after one edit. */
export function editOutline(things: readonly DraftThing[], edit: OutlineEdit): DraftThing[] {
  const inThing = (key: string, change: (thing: DraftThing) => DraftThing): DraftThing[] => things.map((thing) => (thing.key === key ? change(thing) : thing));
  switch (edit.kind) {
    case "thing":
      // A plural that was made from the old name goes with it.
      return inThing(edit.thing, (thing) => ({ ...thing, ...(edit.change.singular === undefined ? {} : { plural: "" }), ...edit.change }));
    case "field":
      return inThing(edit.thing, (thing) => ({ ...thing, fields: thing.fields.map((field) => (field.key === edit.field ? changed(field, edit.change) : field)) }));
    case "addThing":
      return [...things, newThing(edit.key)];
    case "removeThing":
      return things.filter(({ key }) => key !== edit.thing).map((thing) => ({ ...thing, fields: thing.fields.map((field) => (field.of === edit.thing && field.kind === "reference" ? changed(field, { kind: "text" }) : field)) }));
    case "addField":
      return inThing(edit.thing, (thing) => {
        const at = edit.after === null ? thing.fields.length : thing.fields.findIndex(({ key }) => key === edit.after) + 1;
        return { ...thing, fields: [...thing.fields.slice(0, at), newField(edit.key), ...thing.fields.slice(at)] };
      });
    case "removeField":
      return inThing(edit.thing, (thing) => ({ ...thing, fields: thing.fields.filter(({ key }) => key !== edit.field) }));
    case "removeRule":
      return inThing(edit.thing, (thing) => ({ ...thing, rules: thing.rules.filter(({ key }) => key !== edit.rule) }));
  }
}

/** Who says a kind has said it, and a default of the old one is gone. */
const changed = (field: DraftField, change: Partial<DraftField>): DraftField => ({ ...field, ...(change.kind === undefined ? {} : { isGuess: false, start: undefined }), ...change });
