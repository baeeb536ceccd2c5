import type { AuditPerson } from "#lib/audit/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Select } from "#components/ui/field.tsx";

export const PERIODS = { "1": "Last 24 hours", "7": "Last 7 days", "30": "Last 30 days" } as const;
export interface AuditChoice {
  what: string;
  who: string;
  api: string;
  days: string;
}

interface AuditFiltersProps {
  chosen: AuditChoice;
  objects: readonly string[];
  people: readonly AuditPerson[];
  apis: readonly { id: string; name: string }[];
}

/** Narrows the log; a form of the page's own address, so that a filtered log can be kept and sent. */
export function AuditFilters({ chosen, objects, people, apis }: AuditFiltersProps) {
  return (
    <form action="/audit" className="mb-4 grid grid-cols-2 items-end gap-3 lg:grid-cols-[repeat(4,minmax(0,12rem))_auto]">
      <Choice name="what" label="What" all="Everything" value={chosen.what} options={objects.map((object) => ({ value: object, label: LABELS[object] ?? `${object.charAt(0).toUpperCase()}${object.slice(1)}s` }))} />
      <Choice name="who" label="Who" all="Everybody" value={chosen.who} options={[...people.map(({ id, name, kind }) => ({ value: id, label: kind === "key" ? `Key ${name}` : name })), { value: "platform", label: "The platform" }]} />
      <Choice name="api" label="API" all="Every API" value={chosen.api} options={apis.map(({ id, name }) => ({ value: id, label: name }))} />
      <Choice name="days" label="When" all="The last year" value={chosen.days} options={Object.entries(PERIODS).map(([value, label]) => ({ value, label }))} />
      <Button type="submit" className="col-span-2 lg:col-span-1 lg:justify-self-start">
        Filter
      </Button>
    </form>
  );
}

const LABELS: Record<string, string> = { api: "APIs", "model key": "Anthropic keys", workspace: "The workspace" };

function Choice({ name, label, all, value, options }: { name: string; label: string; all: string; value: string; options: { value: string; label: string }[] }) {
  return (
    <Field id={`audit-${name}`} label={label}>
      {(props) => (
        <Select {...props} name={name} defaultValue={options.some((option) => option.value === value) ? value : ""}>
          <option value="">{all}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
