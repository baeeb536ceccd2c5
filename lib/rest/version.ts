import { readFileSync } from "node:fs";
import { join } from "node:path";

let known: string | undefined;

/** Of the product. Web's working directory is the checkout, also when Next has bundled this. */
export function version(): string {
  known ??= (JSON.parse(readFileSync(join(process.cwd(), "package.json"), "utf8")) as { version: string }).version;
  return known;
}
