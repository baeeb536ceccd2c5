/** What a description was understood to ask for: the input of the source and of the contract tests. */
export type FieldKind = "text" | "longText" | "integer" | "number" | "email" | "url" | "phone" | "date" | "dateTime" | "time" | "boolean" | "choice" | "list";

export interface Field {
  /** camelCase. */
  name: string;
  /** As a person says it: `next service date`. */
  label: string;
  kind: FieldKind;
  isRequired: boolean;
  isUnique: boolean;
  options?: string[];
  min?: number;
  max?: number;
}

export interface Resource {
  /** As a person says it: `book`, `used car`. */
  singular: string;
  plural: string;
  /** PascalCase: the name of the schema. */
  typeName: string;
  /** `/used-cars`. */
  path: string;
  /** Name of the collection, camelCase. */
  collection: string;
  fields: Field[];
  /** `?overdue=true`: the date is before today and, where there is such a field, it isn't done. */
  overdue?: { dateField: string; doneField: string | null };
}

export interface ResourcePlan {
  resources: Resource[];
  assumptions: string[];
}
