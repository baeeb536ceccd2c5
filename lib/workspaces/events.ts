import { z } from "zod";

/** What a change can be of, beside what the audit log tells of: `everything` when anything may have changed. */
export const workspaceEventSchema = z.object({
  type: z.enum(["change", "end"]).meta({ description: "`end`: the stream was open for its longest time, or its reader may not read it any more. Connect again." }),
  kind: z.string().meta({ description: "`api`, `version`, `deployment`, `key`, `secret`, `host`, `member`, `workspace`, `build`, `usage`, `feedback`…; `everything`: read all of it again." }),
  apiId: z.string().nullable(),
});
