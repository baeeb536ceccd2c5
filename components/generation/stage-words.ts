import type { StageName } from "#lib/generation/events.ts";

/** What each stage does, in words that a person who has never seen one reads once. */
export const STAGE_WORDS: Record<StageName, string> = {
  prompt: "Read the description",
  generator: "Write the code",
  parse: "Read the code’s parts",
  check: "Check types and rules",
  build: "Build one bundle",
  "contract-test": "Run the contract tests",
  deploy: "Go live",
};
