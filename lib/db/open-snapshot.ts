import type { Actor } from "#lib/auth/actor.ts";
import { becomeUser, type UserTransaction } from "./as-user.ts";
import type { Database } from "./connect.ts";

export interface Snapshot {
  tx: UserTransaction;
  /** More than once changes nothing; what is read after it fails. */
  close(): Promise<void>;
}

/** As asUser, for reading in many steps what was there at one moment. It keeps a connection until it is closed: bound how many there are, and how long. */
export async function openSnapshot(actor: Actor, db: Database): Promise<Snapshot> {
  const tx = await db.startTransaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute();
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await tx.rollback().execute();
  };
  try {
    await becomeUser(actor, tx);
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
  return { tx, close };
}
