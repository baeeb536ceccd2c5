import { randomUUID } from "node:crypto";

/** A UUID version 7 (RFC 9562): new rows go to the end of their index. Random bits come from node's cached random UUIDs: no system call each. */
export function timeOrderedUuid(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
