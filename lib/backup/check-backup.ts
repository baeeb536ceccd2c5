import { openBackup } from "./open-backup.ts";

/** Reads a backup to its end. Throws with words when it is not what was written: before anything is made of it. */
export async function checkBackup(file: string): Promise<void> {
  const backup = await openBackup(file);
  try {
    for (const { name } of backup.header.tables) for await (const _rows of backup.rowsOf(name)) void _rows;
    await backup.verifyEnd();
  } finally {
    backup.close();
  }
}
