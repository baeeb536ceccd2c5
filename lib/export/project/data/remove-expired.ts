import { dropUniques } from "./claim-uniques.ts";
import type { SqlDoor } from "./sql-door.ts";

/** Documents whose time is over, and the unique values that they held: nobody sees them any more. The clock's own millisecond counts as over. */
export function removeExpired(db: SqlDoor): void {
  for (const row of [...db.rows("delete from documents where expires_at < ? returning collection, id", (Date.now() + 1) * 1000)]) dropUniques(db, String(row["collection"]), String(row["id"]));
}
