import { z } from "zod";

/** A workspace's own Anthropic key, as it is shown. */
const modelKeyInfoSchema = z.object({ lastFour: z.string(), /** ISO 8601. */ createdAt: z.string() });
export type ModelKey = z.infer<typeof modelKeyInfoSchema>;

/** What is told of a workspace's own key, or that it has none. */
export const modelKeyStateSchema = z.object({ modelKey: modelKeyInfoSchema.nullable() });
export type ModelKeyState = z.infer<typeof modelKeyStateSchema>;
