import type { ContractTest, Json } from "#lib/versions/schema.ts";
import type { Category } from "#lib/apis/category.ts";

/**
 * One choice of whoever starts from a blueprint. In the source it is a constant whose value is marked by the parameter's name:
 * `const CODE_LENGTH = /* codeLength *\/ 7;`. instantiate.ts writes the chosen value there, as JSON.
 */
export type Parameter = { name: string; label: string; help: string } & (
  | { kind: "integer"; default: number; min: number; max: number }
  | { kind: "text"; default: string; maxLength: number }
  | { kind: "choice"; default: string; options: string[] }
  | { kind: "flag"; default: boolean }
);
export type ParameterValues = Record<string, string | number | boolean>;

/** What says a parameter's value: `value`, or else the number in one of the pattern's groups, `times` and `shift` applied. */
export interface SaidValue {
  says: RegExp;
  value?: string | number | boolean;
  times?: number;
  shift?: number;
}

/** One call of the blueprint's picture, with its true reply: instantiate.ts makes it a contract test, so that a picture that lies goes nowhere. */
export interface PictureCall {
  /** What the call is for, in two to six words: `Shorten a link`. */
  caption: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: Json;
  status: number;
  /** The part of the reply that is shown; values that differ per call are left out, not made up. */
  reply?: Json;
}

/** A tested API source: for the gallery, the built-in generator and as Claude's worked examples. */
export interface Blueprint {
  /** Folder under lib/blueprints. */
  id: string;
  name: string;
  summary: string;
  description: string;
  about: string;
  category: Category;
  /** What it understands, one thing each. */
  points: string[];
  assumptions: string[];
  publicRoutes: { method: "GET" | "POST"; path: string }[];
  parameters: Parameter[];
  /** One to three calls on empty data, in order. */
  picture: PictureCall[];
  /** A description that this blueprint answers. */
  examplePrompt: string;
  /** A description is about this when one of them matches, … */
  signals: RegExp[];
  /** … and this is all it speaks of: its words, in the singular, beside those that every description has; `per-month` where it does things per month. */
  vocabulary: string;
  /** Restrictions, figures and turns of phrase that it keeps to as they are said; each is taken out of a description that has it. */
  keeps?: RegExp[];
  /** What its words could mean and it doesn't do. */
  lacks?: RegExp[];
  /** What is contrary to it: a description that says so asks for something else. */
  contradicts?: RegExp[];
  /** What its things can be one of, `values` listed with commas or "any", and the one that a parameter chooses: a description that lists others asks for something else. */
  sets?: { of: string; values: string; parameter?: string }[];
  /** Words by the quantity that they are of, in the singular, the quantity's own name among them: a description that turns one quantity into another asks for something else. */
  quantities?: Record<string, string>;
  /** How a description says the value of a parameter, by the parameter's name. */
  asks?: Record<string, SaidValue[]>;
  /** What a parameter is for a description that says nothing of what it is about (`of`), in place of its default: what nobody asked for isn't done. */
  unasked?: Record<string, { of: RegExp; value: string | number | boolean }>;
  /** Each starts with empty data. They hold for every choice of parameters that they are given. */
  contractTests(values: ParameterValues): ContractTest[];
}
