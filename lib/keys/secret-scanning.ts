/** How others find our keys where they should not be. The docs show these texts, and a test holds them against real keys. */

/** For scanners: `\b` keeps it from longer words. */
export const KEY_PATTERN = String.raw`\bapi[cm]_[0-9A-Za-z]{39}\b`;

/** GitHub, "Custom patterns": the secret's format, and what may stand before and after it. */
export const GITHUB_PATTERN = { secret: "api[cm]_[0-9A-Za-z]{39}", before: String.raw`\A|[^0-9A-Za-z_]`, after: String.raw`\z|[^0-9A-Za-z_]` };

export const GITLEAKS_RULE = `[[rules]]
id = "api-creator-key"
description = "API Creator call key or management key"
regex = '''${KEY_PATTERN}'''
keywords = ["apic_", "apim_"]`;

/** Tells a key from what only looks like one, without asking us. */
export const CHECK_SNIPPET = `import { crc32 } from "node:zlib";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export function isKey(text) {
  if (!/^api[cm]_[0-9A-Za-z]{39}$/.test(text)) return false;
  let rest = crc32(text.slice(0, -6));
  let checksum = "";
  for (let i = 0; i < 6; i += 1) {
    checksum = DIGITS[rest % 62] + checksum;
    rest = Math.floor(rest / 62);
  }
  return text.endsWith(checksum);
}`;
