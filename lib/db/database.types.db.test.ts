import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { test } from "node:test";
import { generateTypes, TYPES_FILE } from "#server/db-types.ts";
import { startTestDatabase } from "../../supabase/tests/test-database.ts";

test("the database types are those of the migrations (else: npm run db:types)", async (context) => {
  const database = await startTestDatabase();
  context.after(() => database.stop());
  assert.equal(await fs.readFile(TYPES_FILE, "utf8"), await generateTypes(database.adminUrl));
});
