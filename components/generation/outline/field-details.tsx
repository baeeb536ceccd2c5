import type { ReactNode } from "react";
import { Input, Select } from "#components/ui/field.tsx";
import { type DraftField, type DraftThing, isNumber, isText } from "./draft-outline.ts";

interface FieldDetailsProps {
  id: string;
  field: DraftField;
  /** What it may point to. */
  things: readonly DraftThing[];
  /** What is wrong, and the id of the words that say so. */
  invalid: { "aria-invalid"?: true; "aria-describedby"?: string };
  onChange: (change: Partial<DraftField>) => void;
}

/** What else a field of this kind says: its values, its limits, what it points to. */
export function FieldDetails({ id, field, things, invalid, onChange }: FieldDetailsProps) {
  const { name, kind } = field;
  const label = name || "the field";
  if (kind === "choice") {
    return (
      <Detail id={`${id}-choices`} label={`Values of ${label}, with commas between them`}>
        <Input id={`${id}-choices`} value={field.choices} placeholder="low, medium, high" onChange={(event) => onChange({ choices: event.target.value })} {...invalid} />
      </Detail>
    );
  }
  if (kind === "reference") {
    return (
      <Detail id={`${id}-of`} label={`What ${label} is one of`}>
        <Select id={`${id}-of`} value={field.of} onChange={(event) => onChange({ of: event.target.value })} {...invalid}>
          <option value="">Choose a thing</option>
          {things.map((thing) => (
            <option key={thing.key} value={thing.key}>
              {thing.singular || "unnamed thing"}
            </option>
          ))}
        </Select>
      </Detail>
    );
  }
  if (isNumber(kind)) {
    return (
      <div className="flex items-center gap-2">
        <Limit id={`${id}-min`} label={`Least ${label}`} word={field.isOverMin ? "over" : "from"} value={field.min} onChange={(min) => onChange({ min })} invalid={invalid} />
        <Limit id={`${id}-max`} label={`Greatest ${label}`} word="to" value={field.max} onChange={(max) => onChange({ max })} invalid={invalid} />
      </div>
    );
  }
  if (!isText(kind)) return <p className="text-13 text-muted max-md:hidden">{field.start === undefined ? "" : `Starts as ${String(field.start)}`}</p>;
  return (
    <div className="flex items-center gap-2">
      {field.minLength === "" ? null : <Limit id={`${id}-least`} label={`Fewest characters of ${label}`} word="from" value={field.minLength} onChange={(minLength) => onChange({ minLength })} invalid={invalid} />}
      <Limit id={`${id}-length`} label={`Most characters of ${label}`} word={field.minLength === "" ? "at most" : "to"} unit="characters" value={field.maxLength} onChange={(maxLength) => onChange({ maxLength })} invalid={invalid} />
    </div>
  );
}

function Detail({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      {children}
    </div>
  );
}

interface LimitProps {
  id: string;
  label: string;
  word: string;
  unit?: string;
  value: string;
  onChange: (value: string) => void;
  invalid: FieldDetailsProps["invalid"];
}

function Limit({ id, label, word, unit, value, onChange, invalid }: LimitProps) {
  return (
    <div className="flex min-w-0 items-center gap-2 text-13 text-muted">
      <label htmlFor={id} className="shrink-0">
        <span aria-hidden>{word}</span>
        <span className="sr-only">{label}</span>
      </label>
      <Input id={id} type="number" inputMode="decimal" step="any" value={value} placeholder="any" onChange={(event) => onChange(event.target.value)} className="max-w-24 min-w-0 font-mono tabular-nums" {...invalid} />
      {unit ? <span className="truncate">{unit}</span> : null}
    </div>
  );
}
