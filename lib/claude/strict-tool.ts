import type { Tool } from "@anthropic-ai/sdk/resources/messages";
import { z } from "zod";

/** What the grammar of a strict tool can't hold; the schema still checks it when the input is read. */
const UNSUPPORTED = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "maxItems", "uniqueItems", "pattern", "format"] as const;

/**
 * A tool whose input the API guarantees to fit the schema. Strict schemas have no free-form maps, no recursion and no optional member (at most
 * 24 would be allowed), so that the grammar stays small.
 */
export function strictTool(name: string, description: string, schema: z.ZodType): Tool {
  const { $schema: _schema, ...input } = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      // A default is for what was recorded before the member was there: whoever is asked today gives it.
      for (const keyword of [...UNSUPPORTED, "default"] as const) delete jsonSchema[keyword];
      if (jsonSchema.minItems !== undefined && jsonSchema.minItems > 1) delete jsonSchema.minItems;
    },
  });
  // Without eager streaming the API holds back each value until it is whole, and code is one long value.
  return { name, description, strict: true, eager_input_streaming: true, input_schema: { ...input, type: "object" } };
}

/** The same tool for whoever does not take these fields: a model whose grammar is full, a proxy that refuses what it does not know. */
export const plainTool = ({ strict: _strict, eager_input_streaming: _eager, ...tool }: Tool): Tool => tool;
