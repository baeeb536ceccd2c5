import { X } from "lucide-react";
import type { OutlineKind } from "#lib/generation/outline/schema.ts";
import { OUTLINE_KINDS } from "#lib/generation/outline/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Input, Select } from "#components/ui/field.tsx";
import { type DraftField, type DraftThing, SEARCHABLE } from "./draft-outline.ts";
import { FieldDetails } from "./field-details.tsx";
import { KIND_NAMES } from "./kind-names.ts";

interface FieldRowProps {
  field: DraftField;
  things: readonly DraftThing[];
  /** What is wrong with it, by the part that is. */
  problems: ReadonlyMap<string, string>;
  onChange: (change: Partial<DraftField>) => void;
  onRemove: () => void;
  /** Enter in its name: the next one. */
  onNext: () => void;
}

/** One field of a thing: its name, its kind, and what else is said of it. */
export function FieldRow({ field, things, problems, onChange, onRemove, onNext }: FieldRowProps) {
  const id = `field-${field.key}`;
  const name = field.name || "the new field";
  const [problem] = problems;
  const described = [...(problem ? [`${id}-problem`] : []), ...(field.isGuess ? [`${id}-guess`] : [])].join(" ");
  const invalid = (...parts: string[]) => (problem && parts.includes(problem[0]) ? { "aria-invalid": true as const, "aria-describedby": `${id}-problem` } : {});
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 border-t border-line py-3 first:border-t-0 md:grid-cols-[minmax(0,11rem)_minmax(0,11rem)_minmax(0,1fr)_auto_auto] md:py-2 md:first:border-t">
      <div>
        <label htmlFor={id} className="sr-only">
          Name of {name}
        </label>
        <Input id={id} data-name value={field.name} placeholder="name" autoComplete="off" onChange={(event) => onChange({ name: event.target.value })} onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && (event.preventDefault(), onNext())} {...invalid("name")} />
      </div>
      <div className="max-md:order-3 max-md:col-span-2">
        <label htmlFor={`${id}-kind`} className="sr-only">
          Kind of {name}
        </label>
        <div className="flex items-center gap-2">
          <Select id={`${id}-kind`} value={field.kind} onChange={(event) => onChange({ kind: kindOf(event.target.value) })} className={field.isGuess ? "border-dashed" : ""} {...(described ? { "aria-describedby": described } : {})}>
            {OUTLINE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {KIND_NAMES[kind]}
              </option>
            ))}
          </Select>
        </div>
        {field.isGuess ? (
          <p id={`${id}-guess`} className="mt-1 text-12 text-muted">
            Guessed from its name
          </p>
        ) : null}
      </div>
      <div className="min-w-0 max-md:order-4 max-md:col-span-2 max-md:empty:hidden">
        <FieldDetails id={id} field={field} things={things} invalid={invalid("choices", "of", "min", "max", "minLength", "maxLength", "default")} onChange={onChange} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 max-md:order-5 max-md:col-span-2">
        <Mark label="Required" of={name} isOn={field.isRequired && field.kind !== "boolean" && field.start === undefined} isFixed={field.kind === "boolean" || field.start !== undefined} onChange={(isRequired) => onChange({ isRequired })} />
        <Mark label="Unique" of={name} isOn={field.isUnique} isFixed={!field.isUnique && !UNIQUE.has(field.kind)} onChange={(isUnique) => onChange({ isUnique })} {...invalid("isUnique")} />
        <Mark label="Search" of={name} isOn={field.isSearched && SEARCHABLE.has(field.kind)} isFixed={!SEARCHABLE.has(field.kind)} onChange={(isSearched) => onChange({ isSearched })} />
      </div>
      <Button variant="ghost" size="icon" aria-label={`Remove ${name}`} title="Remove" onClick={onRemove} className="max-md:order-2">
        <X aria-hidden className="size-4" />
      </Button>
      {problem ? (
        <p id={`${id}-problem`} className="col-span-full text-13 text-failed max-md:order-6">
          {field.name || "The field"}: {problem[1]}
        </p>
      ) : null}
    </li>
  );
}

/** Kinds with values enough that no two need be the same. */
const UNIQUE = new Set<OutlineKind>(["text", "integer", "number", "money", "email", "url", "phone", "date", "dateTime"]);

/** The values of the select are the kinds. */
const kindOf = (value: string): OutlineKind => OUTLINE_KINDS.find((kind) => kind === value) ?? "text";

function Mark({ label, of, isOn, isFixed = false, onChange, ...invalid }: { label: string; of: string; isOn: boolean; isFixed?: boolean; onChange: (isOn: boolean) => void; "aria-invalid"?: true; "aria-describedby"?: string }) {
  return (
    <label className={`flex items-center gap-1.5 text-13 pointer-coarse:min-h-11 ${isFixed ? "text-muted opacity-60" : ""}`}>
      <input type="checkbox" checked={isOn} disabled={isFixed} onChange={(event) => onChange(event.target.checked)} aria-label={`${label}: ${of}`} className="size-4 shrink-0 accent-brand" {...invalid} />
      <span aria-hidden>{label}</span>
    </label>
  );
}
