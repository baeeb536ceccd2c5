/** What a description was understood to ask for: the input of the source and of the contract tests. */
export type FieldKind =
  | "text" | "longText" | "integer" | "number" | "email" | "url" | "phone" | "date" | "dateTime" | "time" | "boolean" | "choice" | "list"
  /** A JSON number with at most two decimals; sums are made in decimal by the database, so they are exact. */
  | "money"
  /** The id of a document of another resource, `target`. */
  | "reference";

export interface Field {
  /** camelCase; of a reference: `authorId`. */
  name: string;
  /** As a person says it: `next service date`. */
  label: string;
  kind: FieldKind;
  isRequired: boolean;
  isUnique: boolean;
  options?: string[];
  min?: number;
  max?: number;
  /** Of a number: `min` itself is too little. */
  isOverMin?: boolean;
  /** Of a text: the fewest characters that it may have, and the most. */
  minLength?: number;
  maxLength?: number;
  /** Stored when a new document leaves the field out. */
  default?: string | number | boolean;
  /** Of a reference: the `singular` of the resource that it points to. */
  target?: string;
  /** Named in the plural by the description. Only for the reader. */
  saidPlural?: boolean;
  /** Taken for text though its name doesn't say so: refused unless it turns out to be something else. Only for the reader. */
  isGuess?: boolean;
  /** Added to a thing of which documents may be stored already: what they lack is read as its default. */
  isAdded?: boolean;
  /** Set by the API, never by the caller: a counter, the state of a state machine, or a product. */
  isReadOnly?: boolean;
  /** Worked out with every write: what these numbers give multiplied, and the days or hours from one time to another. */
  product?: { of: string[]; between?: { from: string; to: string; unit: "days" | "hours" } };
  /** Its value is never below that of this other field; strictly: nor the same. */
  above?: { field: string; isStrict: boolean };
  /** Of a reference: never to what this other one refers to. */
  differs?: string;
  /** With one of these values a document can't be changed, or deleted, any more: 409. */
  locks?: { values: (string | boolean)[]; isChange: boolean; isDelete: boolean };
}

/** One document for each combination of these values; of the caller's own where `isPerCaller`. A second is answered with 409. */
export interface OnceRule {
  fields: string[];
  isPerCaller: boolean;
}

/** At most so many documents that share a value (of one caller, without `per`), in one period of a date, while `only` holds of them: the next is answered with 409. */
export interface MostRule {
  /** A number, or the whole number of that name in what `per` refers to. */
  max: number | string;
  per: string | null;
  period?: { field: string; unit: "day" | "week" | "month" | "year" };
  /** Null: while the field is empty. */
  only: { field: string; values: (string | boolean | null)[] } | null;
}

/** Documents that share all these values never overlap in time: 409. */
export interface ApartRule {
  start: string;
  end: string;
  per: string[];
  /** What has this value keeps no time taken: it is cancelled. */
  unless: { field: string; value: string | boolean } | null;
}

/** `GET /expenses/total?per=month` and its kind. */
export interface Aggregate {
  kind: "count" | "sum" | "average" | "min" | "max";
  /** The number that is added up; null for a count. */
  field: string | null;
  /** One figure for everything, one per value of a field, or one per period of a date field. */
  per: { kind: "all" } | { kind: "field"; field: string } | { kind: "period"; field: string; period: "day" | "week" | "month" | "year" };
  /** Last part of its path, e.g. `total-per-month`. */
  slug: string;
  /** As a person says it: `total amount per month`. */
  label: string;
}

/** `POST /posts/{id}/like`: adds to a read-only whole number in one atomic step. */
export interface Counter {
  field: string;
  action: string;
  by: 1 | -1;
  /** Lowest value; going below is answered with 409. */
  min?: number;
  /** Callers set the number too: a stock. */
  isSettable?: boolean;
}

/** `POST /orders/{id}/ship`: moves a read-only choice from one of `from` to `to`; from any other state it is answered with 409. */
export interface Transition {
  field: string;
  action: string;
  from: string[];
  to: string;
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
  /** perConsumer: each caller sees and changes only what it made itself; others get 404. Such operations carry `x-per-consumer: true` in OpenAPI. */
  ownership: "shared" | "perConsumer";
  /** The order of its lists unless a call asks for another; without it the order in which they were added. */
  sorted?: { field: string; order: "asc" | "desc" };
  /** `GET /quotes/random`: one of them at random. */
  hasRandom?: boolean;
  /** There is no DELETE: it is never deleted. */
  isKept?: boolean;
  /** Text fields that `?q=` looks in; empty: no search. */
  search: string[];
  aggregates: Aggregate[];
  counters: Counter[];
  transitions: Transition[];
  once?: OnceRule[];
  most?: MostRule;
  apart?: ApartRule;
}

export interface ResourcePlan {
  resources: Resource[];
  assumptions: string[];
  /** Parts of the description that were understood and are not built. */
  leftOut: string[];
}
