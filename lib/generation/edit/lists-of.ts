import { z } from "zod";

export interface ListOfThings {
  /** `/used-cars`. */
  path: string;
  /** `used cars`. */
  name: string;
  fields: { name: string; label: string; kind: "text" | "number" | "choice" | "other" }[];
  /** Of the query. */
  parameters: string[];
  isPerConsumer: boolean;
}

const schema = z.looseObject({ $ref: z.string().optional(), type: z.unknown().optional(), enum: z.array(z.unknown()).optional(), format: z.string().optional(), properties: z.record(z.string(), z.unknown()).optional() });
const operation = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).catch([]).default([]),
  requestBody: z.looseObject({ content: z.looseObject({ "application/json": z.looseObject({ schema }).optional() }) }).optional(),
  "x-per-consumer": z.boolean().optional(),
});
const document = z.looseObject({
  paths: z.record(z.string(), z.looseObject({ get: operation.optional().catch(undefined), post: operation.optional().catch(undefined) })),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).optional() }).optional(),
});

/** The lists of an OpenAPI document to which things can be added, with the fields that adding takes. */
export function listsOf(openapi: unknown): ListOfThings[] {
  const read = document.safeParse(openapi);
  if (!read.success) return [];
  const { paths, components } = read.data;
  return Object.entries(paths).flatMap(([path, { get, post }]): ListOfThings[] => {
    const body = post?.requestBody?.content["application/json"]?.schema;
    if (!get || !body || !/^\/[a-z0-9-]+$/.test(path)) return [];
    const properties = resolve(body, components?.schemas ?? {})?.properties ?? {};
    const fields = Object.entries(properties).map(([name, found]) => ({ name, label: name.replaceAll(/[A-Z]/g, " $&").toLowerCase(), kind: kindOf(resolve(found, components?.schemas ?? {})) }));
    return [{ path, name: path.slice(1).replaceAll("-", " "), fields, parameters: get.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name), isPerConsumer: get["x-per-consumer"] === true }];
  });
}

function resolve(raw: unknown, schemas: Record<string, unknown>): z.infer<typeof schema> | undefined {
  const { data } = schema.safeParse(raw);
  const name = data?.$ref?.split("/").at(-1);
  return name === undefined ? data : schema.safeParse(schemas[name]).data;
}

function kindOf(found: z.infer<typeof schema> | undefined): ListOfThings["fields"][number]["kind"] {
  const types = [found?.type].flat();
  if (found?.enum) return "choice";
  if (types.includes("integer") || types.includes("number")) return "number";
  return types.includes("string") && found?.format === undefined ? "text" : "other";
}
