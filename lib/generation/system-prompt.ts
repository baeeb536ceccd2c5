import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { readSource } from "#lib/blueprints/read-source.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { claudeResultInput } from "./claude-result-input.ts";
import type { GeneratedApi } from "./parse.ts";
import { buildResources } from "./resource-builder/resource-builder.ts";

const RESOURCES = "Manage books with title, author and year. No two books can have the same title";
const SHOWN_TESTS = 2;

/**
 * What Claude is told, once per process: the readable prompt with the platform's types and worked examples that have passed the gate. It is
 * the same bytes in every process, or nothing of it is ever read from the prompt cache.
 */
export function systemPrompt(): string {
  made ??= read("lib/generation/prompts/system.md")
    .replace("{{types}}", () => read("lib/runtime/guest/api-creator.d.ts").trim())
    .replace("{{examples}}", () => examples().join("\n\n"));
  return made;
}

let made: string | undefined;

/** One of resources, one with a public route, the shortest in which things belong to people, and one that asks another host. */
function examples(): string[] {
  const isPublic = catalogue.find(({ id }) => id === "link-shortener");
  const [perConsumer] = catalogue
    .map((blueprint) => ({ blueprint, api: apiOfBlueprint(blueprint), length: readSource(blueprint.id).length }))
    .filter(({ api }) => api.files["main.ts"]?.includes("x-per-consumer"))
    .sort((a, b) => a.length - b.length);
  return [
    exampleOf(RESOURCES, buildResources(RESOURCES)),
    ...(isPublic ? [exampleOf(isPublic.examplePrompt, apiOfBlueprint(isPublic))] : []),
    ...(perConsumer ? [exampleOf(perConsumer.blueprint.examplePrompt, perConsumer.api)] : []),
    read("lib/generation/prompts/outside-world.md").trim(),
  ];
}

function exampleOf(description: string, api: GeneratedApi): string {
  const { publicRoutes, contractTests } = claudeResultInput({ ...api, contractTests: api.contractTests.slice(0, SHOWN_TESTS) });
  return [
    `## "${description}"`,
    `\`\`\`ts\n${api.files["main.ts"]?.trim() ?? ""}\n\`\`\``,
    ...(api.publicRoutes.length > 0 ? [`\`publicRoutes\`: \`${JSON.stringify(publicRoutes)}\``] : []),
    `\`contractTests\`:\n\n\`\`\`json\n${JSON.stringify(contractTests)}\n\`\`\``,
  ].join("\n\n");
}

const read = (path: string): string => readFileSync(join(/*turbopackIgnore: true*/ process.cwd(), path), "utf8");
