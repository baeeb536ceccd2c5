import { checkValue } from "./check-value.ts";
import type { Parameter, TryOperation } from "./read-operations.ts";
import type { SchemaNode } from "./schema-node.ts";

/** What somebody has filled in for one operation. */
export interface CallDraft {
  /** By `place name`. */
  values: Readonly<Record<string, string>>;
  /** JSON text; empty: none is sent. */
  body: string;
}
/** A call as it is sent. */
export interface ReadyCall {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
}
/** What is wrong, by the field that it is said at: `path id`, `body`, `body title`. */
export type DraftProblems = Readonly<Record<string, string>>;

export const fieldOf = ({ place, name }: Pick<Parameter, "place" | "name">): string => `${place} ${name}`;

export const draftOf = (operation: TryOperation): CallDraft => ({
  values: Object.fromEntries(operation.parameters.map((parameter) => [fieldOf(parameter), parameter.example])),
  body: operation.body?.example ?? "",
});

/** The call as far as it is filled in: an empty path parameter stays as its name in braces. */
export function callOf(operation: TryOperation, { values, body }: CallDraft): ReadyCall {
  const filled = operation.parameters.flatMap((parameter) => {
    const value = values[fieldOf(parameter)] ?? "";
    return value === "" ? [] : [{ ...parameter, value }];
  });
  const path = filled.filter(({ place }) => place === "path").reduce((template, { name, value }) => template.replace(`{${name}}`, () => encodeURIComponent(value)), operation.path);
  const query = filled.filter(({ place }) => place === "query").flatMap(({ name, value, schema }) => listOf(value, schema).map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`));
  const hasBody = operation.body !== null && body.trim() !== "";
  return {
    method: operation.method,
    path: query.length > 0 ? `${path}?${query.join("&")}` : path,
    headers: { ...Object.fromEntries(filled.filter(({ place }) => place === "header").map(({ name, value }) => [name, value])), ...(hasBody ? { "Content-Type": "application/json" } : {}) },
    body: hasBody ? body : null,
  };
}

/** Empty when it can be sent. */
export function problemsOf(operation: TryOperation, { values, body }: CallDraft): DraftProblems {
  const problems: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    const text = values[fieldOf(parameter)] ?? "";
    if (text === "") {
      if (parameter.isRequired) problems[fieldOf(parameter)] = parameter.place === "path" ? "Is needed, for example an id from a reply." : "Is needed.";
      continue;
    }
    const misfit = checkValue(valueOf(text, parameter.schema), parameter.schema);
    if (misfit) problems[fieldOf(parameter)] = misfit.message;
  }
  if (operation.body) Object.assign(problems, bodyProblem(operation.body, body));
  return problems;
}

function bodyProblem({ schema, isRequired }: { schema: SchemaNode; isRequired: boolean }, text: string): DraftProblems {
  if (text.trim() === "") return isRequired ? { body: "A body is needed." } : {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { body: `This is not JSON. ${error instanceof Error ? error.message : ""}`.trim() };
  }
  const misfit = checkValue(value, schema);
  if (!misfit) return {};
  const field = misfit.path.split(".")[0] ?? "";
  return field === "" ? { body: misfit.message } : { [`body ${field}`]: misfit.path === field ? misfit.message : `${misfit.path}: ${misfit.message}` };
}

const listOf = (value: string, schema: SchemaNode): string[] => (schema.types.includes("array") ? value.split(",").map((each) => each.trim()) : [value]);

/** A field's text as the schema has it; what can't be read stays text, and is refused as such. */
export function valueOf(text: string, schema: SchemaNode): unknown {
  const { types, items } = schema;
  if (types.includes("array")) return text.split(",").map((each) => (items ? valueOf(each.trim(), items) : each.trim()));
  if (types.includes("string") || types.length === 0) return text;
  if (types.includes("boolean") && /^(true|false)$/.test(text)) return text === "true";
  if ((types.includes("number") || types.includes("integer")) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  return text;
}
