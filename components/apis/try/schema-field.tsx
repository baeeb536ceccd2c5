import { Field, Input, Select, Textarea } from "#components/ui/field.tsx";
import type { SchemaNode } from "./schema-node.ts";

interface SchemaFieldProps {
  id: string;
  name: string;
  /** Where it goes and whether it is needed. */
  note: string;
  description: string;
  schema: SchemaNode;
  isRequired: boolean;
  /** As text; a list of texts with commas. */
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** A field for one value of a schema: a choice where there are few, else a line; JSON for what has parts. */
export function SchemaField({ id, name, note, description, schema, isRequired, value, error, onChange }: SchemaFieldProps) {
  const bounds = boundsOf(schema);
  const hint = [description.replace(/[^.!?]$/, "$&."), bounds].filter(Boolean).join(" ");
  const choices = schema.choices?.map(String) ?? (isOnly(schema, "boolean") ? ["true", "false"] : null);
  return (
    <Field id={id} label={<><span className="font-mono">{name}</span><span className="font-normal text-muted">{`, ${note}`}</span></>} hint={hint === "" ? undefined : <span className="break-words">{hint}</span>} error={error}>
      {(props) => {
        const common = { ...props, required: isRequired };
        if (choices) {
          return (
            <Select {...common} value={value} onChange={(event) => onChange(event.target.value)}>
              {value !== "" && !choices.includes(value) ? <option>{value}</option> : null}
              <option value="">{isRequired ? "Choose" : "Not sent"}</option>
              {choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </Select>
          );
        }
        if (schema.types.includes("object") || (schema.types.includes("array") && (schema.items?.properties.length ?? 0) > 0)) {
          return <Textarea {...common} rows={4} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />;
        }
        const isNumber = isOnly(schema, "number") || isOnly(schema, "integer");
        return <Input {...common} className="font-mono" value={value} spellCheck={false} autoCapitalize="off" autoComplete="off" inputMode={isNumber ? "decimal" : undefined} onChange={(event) => onChange(event.target.value)} />;
      }}
    </Field>
  );
}

const isOnly = ({ types }: SchemaNode, type: string): boolean => types.some((each) => each === type) && types.every((each) => each === type || each === "null");

function boundsOf({ types, format, minimum, maximum, minLength, maxLength }: SchemaNode): string {
  const type = types.filter((each) => each !== "null").join(" or ");
  const parts = [format ?? (type === "string" ? "" : type === "array" ? "several with commas" : type)];
  if (minimum !== undefined || maximum !== undefined) parts.push(range(minimum, maximum, ""));
  if (minLength !== undefined || maxLength !== undefined) parts.push(range(minLength || undefined, maxLength, " characters"));
  const text = parts.filter(Boolean).join(", ");
  return text === "" ? "" : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && most !== undefined) return `${least} to ${most}${unit}`;
  if (most !== undefined) return Number.isSafeInteger(most) && most < Number.MAX_SAFE_INTEGER ? `at most ${most}${unit}` : "";
  return least === undefined ? "" : `at least ${least}${unit}`;
}
