import { z } from "zod";

/** One attack and what became of it. */
const rowSchema = z.object({
  attack: z.string(),
  /** What carried it out: code of an API, a native program in workerd's place, or bytes on the runtime's own socket to the host. */
  by: z.enum(["JavaScript", "native program", "raw bytes"]),
  /** Every layer that stops it by itself, as far as this was tried one by one. */
  stoppedBy: z.array(z.string()),
  /** What the attempt got: the kernel's answer, the words of the error, what the host did. */
  evidence: z.string(),
  /** Whether the same attempt succeeds with every layer of the sandbox taken away; null: not tried. */
  worksWithoutLayers: z.boolean().nullable(),
  escaped: z.boolean(),
});

/** What `npm run escape-suite` writes and the page /security shows. */
export const escapeReportSchema = z.object({
  date: z.string(),
  tier: z.string(),
  layers: z.array(z.string()),
  host: z.object({ system: z.string(), kernel: z.string(), architecture: z.string(), workerd: z.string() }),
  rows: z.array(rowSchema),
});
export type EscapeRow = z.infer<typeof rowSchema>;
export type EscapeReport = z.infer<typeof escapeReportSchema>;
