import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildResources } from "./resource-builder/resource-builder.ts";

const EXAMPLE = "Manage books with title, author and year. No two books can have the same title";

/** What Claude is told, once per process: the readable prompt with the platform's types and a worked example that has passed the gate. */
export function systemPrompt(): string {
  made ??= read("lib/generation/prompts/system.md")
    .replace("{{types}}", () => read("lib/runtime/guest/api-creator.d.ts").trim())
    .replace("{{example_description}}", () => EXAMPLE)
    .replace("{{example_source}}", () => buildResources(EXAMPLE).files["main.ts"]?.trim() ?? "");
  return made;
}

let made: string | undefined;

const read = (path: string): string => readFileSync(join(/*turbopackIgnore: true*/ process.cwd(), path), "utf8");
