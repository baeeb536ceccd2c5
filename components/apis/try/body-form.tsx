"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import { type DraftProblems, valueOf } from "./draft-call.ts";
import type { TryOperation } from "./read-operations.ts";
import { SchemaField } from "./schema-field.tsx";
import { isRecord, type SchemaNode } from "./schema-node.ts";

interface BodyFormProps {
  body: NonNullable<TryOperation["body"]>;
  /** JSON: the one truth, also while it is filled in as a form. */
  text: string;
  problems: DraftProblems;
  onChange: (text: string) => void;
}

/** A body as fields, by its schema, or as JSON. */
export function BodyForm({ body, text, problems, onChange }: BodyFormProps) {
  const [wantsJson, setWantsJson] = useState(false);
  const value = objectOf(text);
  const canBeForm = body.schema.properties.length > 0 && value !== null;
  const isForm = canBeForm && !wantsJson;

  function change(name: string, schema: SchemaNode, typed: string) {
    const { [name]: _before, ...others } = value ?? {};
    const order = body.schema.properties.map((property) => property.name);
    const next = typed === "" ? others : { ...others, [name]: typedValue(typed, schema) };
    onChange(JSON.stringify(Object.fromEntries(Object.entries(next).toSorted(([a], [b]) => place(order, a) - place(order, b))), null, 2));
  }
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="sr-only">Body</legend>
      <div className="flex items-center justify-between gap-3">
        <span aria-hidden className="text-13 font-medium">
          Body
        </span>
        {body.schema.properties.length > 0 ? (
          <Button size="sm" variant="ghost" aria-disabled={!canBeForm} onClick={() => canBeForm && setWantsJson(!wantsJson)}>
            {isForm ? "Edit as JSON" : "Edit as form"}
          </Button>
        ) : null}
      </div>
      {isForm ? (
        <div className="grid gap-4 sm:grid-cols-2">
          {body.schema.properties.map(({ name, schema, isRequired }) => (
            <SchemaField
              key={name}
              id={`try-body-${name}`.replaceAll(/[^\w-]/g, "-")}
              name={name}
              note={isRequired ? "needed" : "optional"}
              description={schema.description}
              schema={schema}
              isRequired={isRequired}
              value={shown(value[name])}
              error={problems[`body ${name}`]}
              onChange={(typed) => change(name, schema, typed)}
            />
          ))}
        </div>
      ) : (
        <Field id="try-body" label="JSON" isLabelHidden error={problems["body"] ?? Object.entries(problems).find(([field]) => field.startsWith("body "))?.join(": ").slice(5)}>
          {(props) => <Textarea {...props} rows={Math.min(16, Math.max(4, text.split("\n").length))} spellCheck={false} value={text} onChange={(event) => onChange(event.target.value)} />}
        </Field>
      )}
    </fieldset>
  );
}

const place = (order: readonly string[], name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = text.trim() === "" ? {} : JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** A list of texts with commas, anything else with parts as JSON. */
function shown(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string" || typeof item === "number")) return value.join(", ");
  return JSON.stringify(value);
}

/** "1.0" stays a text until it is a number that is written like that: else "1.05" could not be typed. */
function typedValue(typed: string, schema: SchemaNode): unknown {
  if (schema.types.includes("object") || (schema.types.includes("array") && (schema.items?.properties.length ?? 0) > 0)) {
    try {
      return JSON.parse(typed);
    } catch {
      return typed;
    }
  }
  const value = valueOf(typed, schema);
  return typeof value === "number" && String(value) !== typed ? typed : value;
}
