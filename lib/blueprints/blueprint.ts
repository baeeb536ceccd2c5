import type { ContractTest } from "#lib/versions/schema.ts";

/** A tested API source: for the gallery, the built-in generator and as Claude's worked example. */
export interface Blueprint {
  /** Folder under lib/blueprints. */
  id: string;
  name: string;
  summary: string;
  description: string;
  about: string;
  category: "utilities" | "text" | "games" | "developer";
  /** What it understands, one thing each. */
  points: string[];
  assumptions: string[];
  publicRoutes: { method: "GET"; path: string }[];
  /** A description that this blueprint answers. */
  examplePrompt: string;
  /** A description is about this when one of them matches, … */
  signals: RegExp[];
  /** … and this is all it speaks of: its words, in the singular, beside those that every description has. */
  vocabulary: string;
  contractTests: ContractTest[];
}
