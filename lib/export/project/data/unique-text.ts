import { createHash } from "node:crypto";

/** As JSON, so that "1" and 1 differ; long texts by their hash, as the platform's database has them. */
export function uniqueText(value: string | number | boolean): string {
  const text = JSON.stringify(value);
  return text.length <= 500 ? text : `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
