import type { Blueprint, Parameter, ParameterValues, SaidValue } from "#lib/blueprints/blueprint.ts";
import { ofAnother } from "./of-another.ts";

export interface ReadParameters {
  values: ParameterValues;
  /** The clauses without what said a value. A value out of its range stays, so that it is seen to be asked for. */
  rests: string[];
}

/** The values that a description says for a blueprint's parameters. */
export function readParameters(blueprint: Blueprint, clauses: readonly string[]): ReadParameters {
  const values: ParameterValues = {};
  const vocabulary = new Set(blueprint.vocabulary.split(" "));
  const rests = clauses.map((clause) => blueprint.parameters.reduce((rest, parameter) => {
    for (const said of blueprint.asks?.[parameter.name] ?? []) {
      const found = said.says.exec(rest);
      if (!found || (parameter.kind === "integer" && said.value === undefined && ofAnother(rest, found.index, found.index + found[0].length, { label: `${parameter.label}. ${parameter.help}`, vocabulary }))) continue;
      const asked = valueOf(said, found, parameter);
      if (!fits(parameter, asked) || (values[parameter.name] !== undefined && values[parameter.name] !== asked)) continue;
      values[parameter.name] = asked;
      return rest.replace(found[0], " kept ");
    }
    return rest;
  }, clause));
  return { values, rests };
}

function valueOf({ value, times = 1, shift = 0 }: SaidValue, found: RegExpExecArray, parameter: Parameter): string | number | boolean {
  const group = found.slice(1).find((text) => text !== undefined) ?? "";
  return value ?? (parameter.kind === "choice" ? group : Number(group) * times + shift);
}

function fits(parameter: Parameter, asked: string | number | boolean): boolean {
  if (parameter.kind === "integer") return typeof asked === "number" && Number.isInteger(asked) && asked >= parameter.min && asked <= parameter.max;
  if (parameter.kind === "choice") return typeof asked === "string" && parameter.options.includes(asked);
  return typeof asked === "boolean";
}
