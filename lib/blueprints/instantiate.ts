import type { ContractTest } from "#lib/versions/schema.ts";
import type { Blueprint, Parameter, ParameterValues } from "./blueprint.ts";
import { AppError } from "#lib/errors.ts";
import { readSource } from "./read-source.ts";

export interface BlueprintInstance {
  source: string;
  contractTests: ContractTest[];
  values: ParameterValues;
}

/**
 * A blueprint with chosen parameters: its source with the values written in, and its contract tests, the first of which is its picture.
 * Throws `invalid` for an unknown parameter and for a value out of its range.
 */
export function instantiate(blueprint: Blueprint, chosen: ParameterValues = {}): BlueprintInstance {
  const unknown = Object.keys(chosen).find((name) => !blueprint.parameters.some((parameter) => parameter.name === name));
  if (unknown !== undefined) throw refuse(unknown, `${blueprint.name} has no parameter "${unknown}".`);
  const values = Object.fromEntries(blueprint.parameters.map((parameter) => [parameter.name, valueOf(parameter, chosen[parameter.name])]));
  const source = blueprint.parameters.reduce((text, { name }) => writeValue(text, name, values[name] ?? ""), readSource(blueprint.id));
  return { source, values, contractTests: [...(blueprint.picture.length > 0 ? [pictureTest(blueprint)] : []), ...blueprint.contractTests(values)] };
}

/** Checked like every contract test, for whatever parameters are chosen. */
function pictureTest(blueprint: Blueprint): ContractTest {
  return {
    name: "The picture of this API is true",
    steps: blueprint.picture.map(({ method, path, body, status, reply }) => ({
      request: { method, path, ...(body === undefined ? {} : { body }) },
      expect: { status, ...(reply === undefined ? {} : { body: reply }) },
    })),
  };
}

function writeValue(source: string, name: string, value: string | number | boolean): string {
  const marked = new RegExp(String.raw`(/\* ${name} \*/ )("(?:[^"\\]|\\.)*"|[\w.-]+)`);
  if (!marked.test(source)) throw new Error(`the source has no constant marked ${name}`);
  return source.replace(marked, (_whole, mark: string) => `${mark}${JSON.stringify(value)}`);
}

function valueOf(parameter: Parameter, chosen: string | number | boolean | undefined): string | number | boolean {
  if (chosen === undefined) return parameter.default;
  switch (parameter.kind) {
    case "integer":
      if (typeof chosen === "number" && Number.isInteger(chosen) && chosen >= parameter.min && chosen <= parameter.max) return chosen;
      throw refuse(parameter.name, `${parameter.label} is a whole number from ${parameter.min} to ${parameter.max}.`);
    case "text":
      if (typeof chosen === "string" && chosen.length >= 1 && chosen.length <= parameter.maxLength) return chosen;
      throw refuse(parameter.name, `${parameter.label} is a text of 1 to ${parameter.maxLength} characters.`);
    case "choice":
      if (typeof chosen === "string" && parameter.options.includes(chosen)) return chosen;
      throw refuse(parameter.name, `${parameter.label} is one of ${parameter.options.join(", ")}.`);
    case "flag":
      if (typeof chosen === "boolean") return chosen;
      throw refuse(parameter.name, `${parameter.label} is true or false.`);
  }
}

const refuse = (name: string, message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path: `blueprint.parameters.${name}`, message }] } });
