import type { Category } from "#lib/apis/category.ts";
import { cutText } from "#lib/cut-text.ts";
import type { GeneratedApi } from "../parse.ts";
import { emitSource } from "./emit-source.ts";
import { emitTests } from "./emit-tests.ts";
import type { Resource, ResourcePlan } from "./resource-plan.ts";
import { describeField, resourcePoints } from "./resource-points.ts";
import { listWords, sentenceCase } from "./words.ts";

/** The API of a plan, with its source and its contract tests. */
export function apiOfPlan(plan: ResourcePlan): GeneratedApi {
  const names = plan.resources.map((resource) => resource.plural);
  const name = cutText(sentenceCase(listWords(names)), 80).trim();
  const summary = `Keeps ${listWords(names)}: create, list, ${plan.resources.some(({ search }) => search.length > 0) ? "search, " : ""}filter, sort${plan.resources.every(({ isKept }) => isKept) ? " and change" : ", change and delete"} them.`.slice(0, 200);
  return {
    name,
    summary,
    description: cut(`Keeps ${plan.resources.map(describeResource).join("; ")}.`, 2_000),
    about: cut(aboutText(plan), 8_000),
    category: categoryOf(plan.resources),
    files: { "main.ts": emitSource({ name, description: summary, resources: plan.resources }) },
    contractTests: emitTests(plan.resources),
    hosts: [],
    secretNames: [],
    publicRoutes: [],
    assumptions: plan.assumptions.filter((line) => !isOvertaken(line, plan)).slice(0, 30),
    points: resourcePoints(plan).map((point) => cutText(point, 400)).slice(0, 60),
    leftOut: plan.leftOut,
  };
}

/** A field that was taken for text at first, and turned out to point to another thing or to be a flag. */
const isOvertaken = (line: string, { resources }: ResourcePlan): boolean => resources.some(({ plural, fields }) => fields.some(({ label, kind }) => (kind === "reference" || kind === "boolean") && line === `${plural}: ${label} is text`));

/** By the nouns: the first group that holds one of them. */
const CATEGORIES: [RegExp, Category][] = [
  [/\b(?:expense|invoice|payment|budget|transaction|income|loan|subscription|donation|account|bill)\b/, "finance"],
  [/\b(?:student|course|class|lesson|teacher|grade|exam|assignment|homework|quiz|flashcard|school|enrollment)\b/, "education"],
  [/\b(?:patient|medication|workout|exercise|symptom|meal|doctor|vaccination|allergy|blood|treatment|visit)\b/, "health"],
  [/\b(?:event|ticket|venue|guest|attendee|booking|reservation|appointment|concert)\b/, "events"],
  [/\b(?:todo|task|note|bookmark|habit|project|reminder|goal|shopping|wishlist|journal)\b/, "productivity"],
  [/\b(?:post|comment|blog|article|recipe|movie|song|playlist|quote|photo|page|book|author)\b/, "content"],
  [/\b(?:customer|product|order|employee|supplier|inventory|item|vehicle|car|client|shop|shipment|contact|lead|deal|job|member|room)\b/, "business"],
];
const categoryOf = (resources: Resource[]): Category => CATEGORIES.find(([nouns]) => resources.some(({ singular }) => nouns.test(singular)))?.[1] ?? "data";

const describeResource = (resource: Resource): string => `${resource.plural} with ${listWords(resource.fields.map(({ label, kind }) => (kind === "boolean" ? `${label} (yes or no)` : label)))}`;

const aboutText = ({ resources }: ResourcePlan): string => resources.map((resource) => `### ${sentenceCase(resource.plural)}

\`${resource.path}\` takes POST and GET; \`${resource.path}/{id}\` takes GET, PUT${resource.isKept ? " and PATCH" : ", PATCH and DELETE"}.

${resource.fields.map((field) => `- ${describeField(field)}`).join("\n")}
${more(resource)}
Lists come as \`{ items, cursor, total }\`: pass \`cursor\` for the next page, \`limit\` from 1 to 100, \`sort\` with \`order\`, and any field as a filter${resource.search.length > 0 ? ", and `q` to search" : ""}.`).join("\n\n");

function more({ path, aggregates, counters, transitions, ownership }: Resource): string {
  const lines = [
    ...aggregates.map(({ slug, label }) => `- \`GET ${path}/${slug}\`: the ${label}`),
    ...counters.map(({ action, by, field }) => `- \`POST ${path}/{id}/${action}\`: ${by > 0 ? "adds 1 to" : "takes 1 from"} ${field}`),
    ...transitions.map(({ action, from, to }) => `- \`POST ${path}/{id}/${action}\`: from ${listWords(from, "or")} to ${to}`),
  ];
  return `${lines.length > 0 ? `\n${lines.join("\n")}\n` : ""}${ownership === "perConsumer" ? "\nEach caller sees only its own.\n" : ""}`;
}

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}\u2026`);
