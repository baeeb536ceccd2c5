import { inferKind } from "../resource-builder/infer-kind.ts";
import { LEAST_LENGTH } from "../resource-builder/least-length.ts";
import type { Remark } from "../field-words/told.ts";

/** What a remark says, behind the name of its field, in the words that all readers of descriptions know. What they don't know is held afterwards. */
export function remarkInWords({ told, kindWord, unit, values }: Remark, label: string): string {
  const { min, max, isOverMin, isUnderMax, minLength, maxLength, isRequired, isUnique, default: start } = told;
  const isBounded = min !== undefined || max !== undefined;
  const isLong = minLength !== undefined || maxLength !== undefined;
  const named = inferKind(label.toLowerCase()).kind;
  const isCount = kindWord !== undefined && /^(?:int|integer|whole number|number|numeric|decimal|float|double)$/.test(kindWord);
  const kind = values.length > 0 || unit !== undefined ? "" : isBounded ? "" : isLong && !/^(?:text|longText)$/.test(named) ? "text" : (isCount && named === "money") || (start === undefined && named === told.kind && inferKind(label.toLowerCase()).isSure) ? "" : kindWord ?? (told.kind === "number" && !["money", "number"].includes(named) ? "number" : "");
  return [
    unit === undefined ? "" : ` in ${unit}`,
    values.length > 0 ? ` (${values.join(", ")})` : "",
    kind === "" ? "" : ` (${kind})`,
    bound(min, max, isOverMin === true, isUnderMax === true),
    maxLength !== undefined && maxLength >= LEAST_LENGTH && minLength === undefined && /^(?:text|longText)$/.test(named) ? ` (max ${maxLength} characters)` : "",
    isRequired === undefined ? "" : isRequired ? " (required)" : " (optional)",
    isUnique ? " (unique)" : "",
    start === undefined ? "" : ` (default ${String(start)})`,
  ].join("");
}

function bound(min: number | undefined, max: number | undefined, isOverMin: boolean, isUnderMax: boolean): string {
  if (min !== undefined && max !== undefined && !isOverMin && !isUnderMax) return ` (${min} to ${max})`;
  return `${min === undefined ? "" : isOverMin ? ` (over ${min})` : ` (at least ${min})`}${max === undefined ? "" : isUnderMax ? ` (under ${max})` : ` (max ${max})`}`;
}
