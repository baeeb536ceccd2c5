import type { Resource } from "./resource-plan.ts";

/** A field as a person says it, by its name. */
export const labelOf = ({ fields }: Resource, name: string): string => fields.find((field) => field.name === name)?.label ?? name;
