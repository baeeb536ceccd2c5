"use client";

import { useState } from "react";
import { type CallDraft, type DraftProblems, fieldOf } from "./draft-call.ts";
import type { Parameter } from "./read-operations.ts";
import { SchemaField } from "./schema-field.tsx";

/** More optional ones than this fold behind one line, so that the button that sends stays in sight. */
const MOST_UNFOLDED = 4;

interface ParameterFieldsProps {
  parameters: readonly Parameter[];
  values: CallDraft["values"];
  problems: DraftProblems;
  onValues: (values: CallDraft["values"]) => void;
}

/** What a call says in its path, query and headers. */
export function ParameterFields({ parameters, values, problems, onValues }: ParameterFieldsProps) {
  const optional = parameters.filter(({ isRequired }) => !isRequired);
  const folds = optional.length > MOST_UNFOLDED;
  const [isOpenAtFirst] = useState(() => optional.some((parameter) => (values[fieldOf(parameter)] ?? "") !== ""));
  if (parameters.length === 0) return null;
  const fields = (some: readonly Parameter[]) => (
    <div className="grid gap-4 sm:grid-cols-2">
      {some.map((parameter) => (
        <SchemaField
          key={fieldOf(parameter)}
          id={`try ${fieldOf(parameter)}`.replaceAll(/[^\w-]/g, "-")}
          name={parameter.name}
          note={[parameter.place, parameter.isRequired ? "needed" : "optional"].join(", ")}
          description={parameter.description}
          schema={parameter.schema}
          isRequired={parameter.isRequired}
          value={values[fieldOf(parameter)] ?? ""}
          error={problems[fieldOf(parameter)]}
          onChange={(value) => onValues({ ...values, [fieldOf(parameter)]: value })}
        />
      ))}
    </div>
  );
  if (!folds) return fields(parameters);
  const needed = parameters.filter(({ isRequired }) => isRequired);
  return (
    <>
      {needed.length > 0 ? fields(needed) : null}
      <details open={isOpenAtFirst}>
        <summary className="flex min-h-8 w-fit items-center rounded-sm text-13 font-medium pointer-coarse:min-h-11">{`${optional.length} optional: ${named(optional)}`}</summary>
        <div className="pt-3">{fields(optional)}</div>
      </details>
    </>
  );
}

/** The first few names. */
function named(parameters: readonly Parameter[]): string {
  const names = parameters.slice(0, 3).map(({ name }) => name);
  return parameters.length > names.length ? `${names.join(", ")} …` : names.join(", ");
}
