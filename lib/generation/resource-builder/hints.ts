import type { Field } from "./resource-plan.ts";

/** What an item of a list says of its field beside the name. */
export interface Hints {
  label: string;
  kind?: Field["kind"];
  options?: string[];
  range?: Pick<Field, "min" | "max" | "maxLength" | "isOverMin">;
  unit?: string;
  start?: string | number | boolean;
  note?: string;
  target?: string;
}
