import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "#lib/db/connect.ts";
import { startTestDatabase } from "../../supabase/tests/test-database.ts";
import { uniqueText } from "./project/data/unique-text.ts";

test("a unique value has one text, here and in an export: what was stored by either is known to the other", async (t) => {
  const database = await startTestDatabase();
  const admin = connect(database.adminUrl, "test-admin", 1);
  t.after(() => admin.end().then(database.stop));
  const values = ["", "plain", "1", 1, "a/b \u2028 \u007f \b\f\n\r\t \u0001 \"\\", "é".repeat(498), "é".repeat(499), "é".repeat(250), "x".repeat(499), "😀".repeat(249), "😀".repeat(250), "😀".repeat(300),
    0, -0, 0.1, 12.5, -1.5e-7, 1e-7, 1e-6, 123456789012345680000, 1e21, 1.25e30, 5e-7, 1e15, true, false];
  const rows = await admin<{ text: string }[]>`select private.unique_text(v) as text from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb) with ordinality u (v, n) order by n`;
  assert.deepEqual(rows.map(({ text }) => text), values.map(uniqueText));
});
