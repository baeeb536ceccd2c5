"use client";

import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { MOST_THINGS, type Outline, type ReadOutline } from "#lib/generation/outline/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { SuggestionList } from "../suggestion-list.tsx";
import { OpenParts } from "./open-parts.tsx";
import { ThingCard, within } from "./thing-card.tsx";
import { useOutline } from "./use-outline.ts";

interface OutlinePanelProps {
  read: ReadOutline;
  buildId: string | null;
  /** What is said of the description as a whole. */
  message: string;
  /** Ready-made APIs near it. */
  suggestions: readonly string[];
  hasClaude: boolean;
  onBuild: (outline: Outline) => void;
  onTry: (prompt: string) => void;
  onChange: () => void;
}

/** What was understood of a description that can't be built as it is: things with fields, to be put right and built. */
export function OutlinePanel({ read, buildId, message, suggestions, hasClaude, onBuild, onTry, onChange }: OutlinePanelProps) {
  const { things, edit, newKey, problems, outline } = useOutline(read.outline, buildId);
  const [isShown, setShown] = useState(false);
  const [said, setSaid] = useState("");
  const root = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const focusNext = useRef<string | null>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  // After a row was added or removed, whoever types goes on there.
  useEffect(() => {
    if (focusNext.current === null) return;
    root.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  }, [things]);
  const shown = isShown ? problems : new Map([...problems].filter(([path]) => !path.endsWith("name") && !path.endsWith("singular")));

  function addField(thing: string, after: string | null) {
    const key = newKey();
    focusNext.current = `#field-${key}`;
    edit({ kind: "addField", thing, key, after });
  }
  function removeField(thing: string, field: string) {
    const fields = things.find(({ key }) => key === thing)?.fields ?? [];
    const index = fields.findIndex(({ key }) => key === field);
    const next = fields[index + 1] ?? fields[index - 1];
    focusNext.current = next ? `#field-${next.key}` : `[data-thing="${thing}"] [data-add]`;
    setSaid(`${fields[index]?.name || "The field"} is removed.`);
    edit({ kind: "removeField", thing, field });
  }
  function removeThing(thing: string, name: string) {
    focusNext.current = "[data-name], [data-add-thing]";
    setSaid(`${name || "The thing"} is removed.`);
    edit({ kind: "removeThing", thing });
  }
  function addThing() {
    const key = newKey();
    focusNext.current = `#thing-${key}`;
    edit({ kind: "addThing", key });
  }
  function build() {
    setShown(true);
    if (outline) return onBuild(outline);
    setSaid("It can't be built yet: what is wrong is said beside it.");
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  }

  const fieldCount = things.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <section ref={root} aria-labelledby="outline" className="settle space-y-4">
      <div className="space-y-1">
        <h2 id="outline" ref={heading} tabIndex={-1} className="text-20 font-semibold outline-none">
          This is what was understood
        </h2>
        <p className="max-w-[72ch] text-muted">
          {read.open.length > 0 ? "Not all of the description can be built as it is. Put right what was read wrong, and build the rest." : `Look at it before it is built: some of it was not sure. ${message.replace(/^The built-in generator isn't sure of all of it. /, "")}`}
        </p>
      </div>
      {things.map((thing, index) => (
        <ThingCard key={thing.key} thing={thing} things={things} problems={within(shown, `things.${index}.`)} edit={edit} onAddField={(after) => addField(thing.key, after)} onRemoveField={(field) => removeField(thing.key, field)} onRemove={() => removeThing(thing.key, thing.singular)} />
      ))}
      <Button data-add-thing disabled={things.length >= MOST_THINGS} onClick={addThing} className="max-sm:w-full">
        <Plus aria-hidden className="size-4" />
        Add a thing
      </Button>
      <OpenParts open={read.open} hasClaude={hasClaude} />
      <div className="bottom-0 flex flex-wrap items-center justify-between gap-3 border-t border-line bg-paper py-3 md:sticky">
        <p className="text-13 text-muted tabular-nums">
          {counted(things.length, "thing")} with {counted(fieldCount, "field")}
          {isShown && problems.size > 0 ? <span className="text-failed"> · {counted(problems.size, "thing")} to put right</span> : null}
        </p>
        <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:flex-col-reverse">
          <Button onClick={onChange}>Change the description</Button>
          <Button variant="primary" onClick={build}>
            Build this
          </Button>
        </div>
      </div>
      {suggestions.length > 0 ? (
        <div className="space-y-2">
          <p className="text-13 font-medium">Or build the ready-made API that is nearest</p>
          <SuggestionList suggestions={suggestions} onTry={onTry} />
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {said}
      </p>
    </section>
  );
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
