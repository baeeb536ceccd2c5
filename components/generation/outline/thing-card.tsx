import { Plus, X } from "lucide-react";
import { MOST_FIELDS } from "#lib/generation/outline/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Input, Select } from "#components/ui/field.tsx";
import type { DraftThing } from "./draft-outline.ts";
import type { OutlineEdit } from "./edit-outline.ts";
import { FieldRow } from "./field-row.tsx";
import { ruleWithNames } from "./rule-names.ts";
import { ruleWords } from "./rule-words.ts";

interface ThingCardProps {
  thing: DraftThing;
  things: readonly DraftThing[];
  /** What is wrong, by the place in the thing: `fields.2.name`. */
  problems: ReadonlyMap<string, string>;
  edit: (edit: OutlineEdit) => void;
  onAddField: (after: string | null) => void;
  /** Removes a row and puts the focus where one goes on. */
  onRemoveField: (field: string) => void;
  onRemove: () => void;
}

/** One thing that the API keeps: its name, whose it is, its fields, and what else was understood of it. */
export function ThingCard({ thing, things, problems, edit, onAddField, onRemoveField, onRemove }: ThingCardProps) {
  const id = `thing-${thing.key}`;
  const name = thing.singular.trim() || "the new thing";
  const problem = problems.get("singular") ?? problems.get("plural") ?? problems.get("fields");
  return (
    <section aria-label={`Thing: ${name}`} data-thing={thing.key} className="settle min-w-0 rounded-md border border-line bg-surface">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-3 gap-y-2 border-b border-line bg-sunken/50 px-4 py-3 md:grid-cols-[minmax(0,11rem)_minmax(0,11rem)_minmax(0,1fr)_auto]">
        <Labelled id={id} label="Thing">
          <Input id={id} data-name value={thing.singular} placeholder="book" autoComplete="off" className="font-medium" onChange={(event) => edit({ kind: "thing", thing: thing.key, change: { singular: event.target.value } })} {...(problem ? { "aria-invalid": true as const, "aria-describedby": `${id}-problem` } : {})} />
        </Labelled>
        <div className="max-md:order-3 max-md:col-span-2">
          <Labelled id={`${id}-plural`} label="In the plural">
            <Input id={`${id}-plural`} value={thing.plural} placeholder="made from its name" autoComplete="off" onChange={(event) => edit({ kind: "thing", thing: thing.key, change: { plural: event.target.value } })} />
          </Labelled>
        </div>
        <div className="max-md:order-4 max-md:col-span-2 md:max-w-64">
          <Labelled id={`${id}-whose`} label="Who sees them">
            <Select id={`${id}-whose`} value={thing.isOwn ? "own" : "all"} onChange={(event) => edit({ kind: "thing", thing: thing.key, change: { isOwn: event.target.value === "own" } })}>
              <option value="all">Everybody with a key</option>
              <option value="own">Each caller only its own</option>
            </Select>
          </Labelled>
        </div>
        <Button variant="ghost" size="icon" aria-label={`Remove ${name}`} title="Remove" onClick={onRemove} className="mb-0.5 max-md:order-2">
          <X aria-hidden className="size-4" />
        </Button>
        {problem ? (
          <p id={`${id}-problem`} className="order-last col-span-full text-13 text-failed">
            {thing.singular.trim() || "This thing"}: {problem}
          </p>
        ) : null}
      </div>
      <div className="px-4 pb-3">
        <ul aria-label={`Fields of ${name}`} className="md:-mt-px">
          {thing.fields.map((field, index) => (
            <FieldRow key={field.key} field={field} things={things} problems={within(problems, `fields.${index}.`)} onChange={(change) => edit({ kind: "field", thing: thing.key, field: field.key, change })} onRemove={() => onRemoveField(field.key)} onNext={() => onAddField(field.key)} />
          ))}
        </ul>
        <Button size="sm" variant="ghost" data-add disabled={thing.fields.length >= MOST_FIELDS} onClick={() => onAddField(null)} className="-ml-2">
          <Plus aria-hidden className="size-4" />
          Add a field
        </Button>
        <RuleList thing={thing} problems={problems} onRemove={(rule) => edit({ kind: "removeRule", thing: thing.key, rule })} />
      </div>
    </section>
  );
}

/** The problems of a part, by their place in it. */
export const within = (problems: ReadonlyMap<string, string>, at: string): ReadonlyMap<string, string> => new Map([...problems].flatMap(([path, message]) => (path.startsWith(at) ? [[path.slice(at.length), message] as const] : [])));

function Labelled({ id, label, children }: { id: string; label: string; children: React.ReactNode }) {
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-12 text-muted">
        {label}
      </label>
      {children}
    </div>
  );
}

/** What else was understood: totals, states, limits. It can be taken out, and goes with the fields that it speaks of. */
function RuleList({ thing, problems, onRemove }: { thing: DraftThing; problems: ReadonlyMap<string, string>; onRemove: (rule: string) => void }) {
  const held = thing.rules.flatMap(({ key, rule }) => {
    const named = ruleWithNames(rule, (said) => thing.fields.find((field) => field.said === said)?.name.trim() ?? null);
    return named ? [{ key, words: ruleWords(named) }] : [];
  });
  if (held.length === 0) return null;
  return (
    <div className="mt-2 border-t border-line pt-3">
      <h4 className="text-12 text-muted">Also built</h4>
      <ul>
        {held.map(({ key, words }, index) => (
          <li key={key} className="flex items-center justify-between gap-3 text-13">
            <span className="min-w-0 py-1.5 break-words">
              {words}
              {problems.has(`rules.${index}`) ? <span className="block text-failed">It {problems.get(`rules.${index}`)}: take it out, or put the field back.</span> : null}
            </span>
            <Button variant="ghost" size="icon" aria-label={`Leave out: ${words}`} title="Leave out" onClick={() => onRemove(key)}>
              <X aria-hidden className="size-4" />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
