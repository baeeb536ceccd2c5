import { z } from "zod";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isUuid } from "#lib/id.ts";

const limitSchema = z.coerce.number("A limit is a whole number above zero.").int("A limit is a whole number above zero.").min(1, "A limit is a whole number above zero.").max(2_000_000_000);
const inputSchema = z.object({ callsPerHour: limitSchema, generationsPerHour: limitSchema.optional() });

/** Overrides the plan's limits of a workspace. For the database's owner (the admin command). Throws `invalid`, `not_found`. */
export async function setLimit(input: { workspaceId: string; callsPerHour: number | string; generationsPerHour?: number | string | undefined }, deps: { db: Database }): Promise<void> {
  const { callsPerHour, generationsPerHour } = parseInput(inputSchema, input);
  const row = isUuid(input.workspaceId)
    ? await deps.db.updateTable("workspaces").set({ calls_per_hour: callsPerHour, ...(generationsPerHour ? { generations_per_hour: generationsPerHour } : {}) })
        .where("id", "=", input.workspaceId).returning("id").executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not_found", `There is no workspace ${input.workspaceId}.`);
}
