import type { BlueprintParameter } from "#lib/blueprints/schema.ts";
import { Field, Input, Select } from "#components/ui/field.tsx";

interface ParameterFieldProps {
  id: string;
  parameter: BlueprintParameter;
  value: string | number | boolean;
  onChange: (value: string | number | boolean) => void;
}

/** One choice of a blueprint, with its range. */
export function ParameterField({ id, parameter, value, onChange }: ParameterFieldProps) {
  if (parameter.kind === "flag") {
    return (
      <div className="space-y-1">
        <label className="flex min-h-8 items-center gap-2 text-13 font-medium" htmlFor={id}>
          <input id={id} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} className="size-4 accent-brand" aria-describedby={`${id}-help`} />
          {parameter.label}
        </label>
        <p id={`${id}-help`} className="text-13 text-muted">
          {parameter.help}
        </p>
      </div>
    );
  }
  const range = parameter.kind === "integer" ? ` From ${parameter.min.toLocaleString("en")} to ${parameter.max.toLocaleString("en")}.` : "";
  return (
    <Field id={id} label={parameter.label} hint={`${parameter.help}${range}`}>
      {(props) =>
        parameter.kind === "choice" ? (
          <Select {...props} value={String(value)} onChange={(event) => onChange(event.target.value)}>
            {parameter.options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </Select>
        ) : parameter.kind === "integer" ? (
          <Input {...props} type="number" required min={parameter.min} max={parameter.max} step={1} value={String(value)} onChange={(event) => onChange(event.target.value === "" ? "" : event.target.valueAsNumber)} />
        ) : (
          <Input {...props} required maxLength={parameter.maxLength} value={String(value)} onChange={(event) => onChange(event.target.value)} />
        )
      }
    </Field>
  );
}
