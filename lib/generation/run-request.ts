import { z } from "zod";
import { MAX_DOCUMENT_LENGTH } from "./openapi-import/read-document.ts";
import { outlineSchema } from "./outline/schema.ts";
import { handEditSchema } from "./edit/hand-edit.ts";
import { generatedApiSchema } from "./parse.ts";

/** What a build is made from beside its description; stored, so that another process can begin it again. */
export const runRequestSchema = z.object({
  blueprint: z.object({ id: z.string().max(100), parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
  /** What is built instead of what the description says: checked when it was sent. */
  outline: outlineSchema.optional(),
  ask: z.boolean(),
  /** An OpenAPI document to start from. */
  document: z.string().max(MAX_DOCUMENT_LENGTH).optional(),
  /** An API that is there already. One that brings data along can't begin again without it. */
  imported: z.object({ api: generatedApiSchema, isFilled: z.boolean() }).optional(),
  /** The change of an existing API. */
  edit: z.object({ from: z.number().int(), over: z.uuid().nullable(), /** What was sent by hand; absent: by words. */ byHand: handEditSchema.optional() }).optional(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;
