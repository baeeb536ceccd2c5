import { randomHex } from "#lib/id.ts";

/** A UUID version 7 (RFC 9562): new rows go to the end of their index. */
export function timeOrderedUuid(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, "0");
  const random = randomHex(10);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${VARIANT.charAt(Number.parseInt(random.charAt(3), 16) & 3)}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}

/** Its two highest bits are 10. */
const VARIANT = "89ab";
