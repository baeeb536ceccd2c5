import type { GeneratedApi } from "../parse.ts";
import { emitSource } from "./emit-source.ts";
import { emitTests } from "./emit-tests.ts";
import { readDescription } from "./read-description.ts";
import type { Field, Resource, ResourcePlan } from "./resource-plan.ts";
import { listWords, sentenceCase } from "./words.ts";

/** A validated CRUD API for the things a description names. Throws NotUnderstood when a part of it can't be read or built. */
export function buildResources(description: string): GeneratedApi {
  const plan = readDescription(description);
  const names = plan.resources.map((resource) => resource.plural);
  const name = sentenceCase(listWords(names)).slice(0, 80);
  const summary = `Keeps ${listWords(names)}: create, list, filter, sort, change and delete them.`.slice(0, 200);
  return {
    name,
    summary,
    description: `Keeps ${plan.resources.map(describeResource).join("; ")}.`,
    about: aboutText(plan),
    category: "data",
    files: { "main.ts": emitSource({ name, description: summary, resources: plan.resources }) },
    contractTests: emitTests(plan.resources),
    hosts: [],
    secretNames: [],
    publicRoutes: [],
    assumptions: plan.assumptions.slice(0, 30),
    points: pointsOf(plan),
    leftOut: [],
  };
}

const describeField = (field: Field): string => {
  const kind: Record<Field["kind"], string> = {
    text: "text", longText: "long text", integer: "whole number", number: "number", email: "email address", url: "link", phone: "phone number", date: "date", dateTime: "date and time",
    time: "time", boolean: "true or false", choice: `one of ${(field.options ?? []).join(", ")}`, list: "list of texts", money: "money", reference: "reference",
  };
  const range = field.max === undefined ? (field.min ? `, at least ${field.min}` : "") : ` from ${field.min ?? 0} to ${field.max}`;
  return `${field.name} (${kind[field.kind]}${range}${field.isUnique ? ", unique" : ""}${field.isRequired ? "" : ", optional"})`;
};

const describeResource = (resource: Resource): string => `${resource.plural} with ${listWords(resource.fields.map((field) => field.label))}`;

function pointsOf({ resources }: ResourcePlan): string[] {
  return resources.flatMap((resource) => [
    `${sentenceCase(resource.plural)} at ${resource.path}: ${resource.fields.map(describeField).join(", ")}`,
    ...resource.fields.filter((field) => field.isUnique).map((field) => `Two ${resource.plural} can't have the same ${field.label}: the second is answered with 409`),
    ...(resource.overdue ? [`${resource.path}?overdue=true lists the overdue ones`] : []),
    `${resource.path} is listed in pages, filtered by its fields and sorted`,
  ]).map((point) => point.slice(0, 400));
}

const aboutText = ({ resources }: ResourcePlan): string => resources.map((resource) => `### ${sentenceCase(resource.plural)}

\`${resource.path}\` takes POST and GET; \`${resource.path}/{id}\` takes GET, PUT, PATCH and DELETE.

${resource.fields.map((field) => `- ${describeField(field)}`).join("\n")}

Lists come as \`{ items, cursor, total }\`: pass \`cursor\` for the next page, \`limit\` from 1 to 100, \`sort\` with \`order\`, and any field as a filter.`).join("\n\n");
