import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { z } from "zod";
import { type Outline, outlineSchema, readOutlineSchema } from "#lib/generation/outline/schema.ts";
import { type DraftThing, draftOf, outlineOfDraft } from "./draft-outline.ts";
import { editOutline, type OutlineEdit } from "./edit-outline.ts";

export interface OutlineEditor {
  things: DraftThing[];
  edit: (edit: OutlineEdit) => void;
  /** A key that no thing and field has yet. */
  newKey: () => string;
  /** What is wrong, by its place in the outline: `things.0.fields.2.name`. */
  problems: ReadonlyMap<string, string>;
  /** Null: it can't be built as it stands. */
  outline: Outline | null;
}

/** An outline that is edited; what was changed survives a reload of the page. */
export function useOutline(read: Outline, buildId: string | null): OutlineEditor {
  const name = buildId === null ? null : `outline-${buildId}`;
  const [first] = useState(() => remembered(name) ?? read);
  const [things, edit] = useReducer(editOutline, first, draftOf);
  const next = useRef(0);
  const sent = useMemo(() => outlineOfDraft(things), [things]);
  const parsed = useMemo(() => outlineSchema.safeParse(sent), [sent]);
  const isTouched = useRef(false);
  useEffect(() => {
    if (name !== null && isTouched.current) sessionStorage.setItem(name, JSON.stringify(sent));
  }, [name, sent]);
  return {
    things, outline: parsed.success ? parsed.data : null,
    edit: (change) => { isTouched.current = true; edit(change); },
    newKey: () => `n${(next.current += 1)}`,
    problems: new Map(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join("."), message])),
  };
}

const storedSchema = z.string().transform((text) => JSON.parse(text) as unknown).pipe(readOutlineSchema.shape.outline);

/** What this tab kept of it. An outline that can't be read any more is none. */
function remembered(name: string | null): Outline | null {
  try {
    return name === null ? null : storedSchema.safeParse(sessionStorage.getItem(name)).data ?? null;
  } catch {
    return null;
  }
}
