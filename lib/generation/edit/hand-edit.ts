import { z } from "zod";
import { ENTRY_FILE } from "#lib/runtime/runtime.ts";
import { contractTestSchema } from "#lib/versions/schema.ts";
import { FILE_NAME, hostSchema } from "../parse.ts";

/** A version as somebody wrote it. What is left out stays as it is in the version that it changes. */
export const handEditSchema = z.object({
  files: z.record(z.string().regex(FILE_NAME, "A file is named like books.ts."), z.string().min(1, "A file isn't empty.").max(400_000))
    .refine((files) => ENTRY_FILE in files, `The entry file ${ENTRY_FILE} is missing.`)
    .meta({ description: "The whole source: name → text. A file that is left out is gone." }),
  contractTests: z.array(contractTestSchema).min(1, "A version has at least one contract test.").max(60, "A version has at most 60 contract tests.").optional()
    .meta({ description: "All of them; absent: those of the version before." }),
  hosts: z.array(hostSchema).max(20).optional(),
  secretNames: z.array(z.string().regex(/^[A-Z][A-Z0-9_]{0,62}$/, "A secret is named like API_TOKEN.")).max(20).optional(),
});

/** Postgres keeps no NUL and no half of a surrogate pair in JSON. Written as escapes of the source they are welcome. */
export const isStorable = (value: unknown): boolean => !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(value) ?? "");
export const NOT_STORABLE = "It holds a NUL or half a character, which can't be kept. Write it as an escape.";
export type HandEdit = z.infer<typeof handEditSchema>;
