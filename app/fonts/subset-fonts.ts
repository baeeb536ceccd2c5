import { readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";
import { PLAIN_LETTERS } from "./plain-letters.ts";

/** `font-normal` to `font-semibold`: the interface has no other weights. */
const WEIGHTS = { wght: { min: 400, max: 600 } };
const FONTS = { "geist-plain": "geist/files/geist-latin-wght-normal", "geist-mono-plain": "geist-mono/files/geist-mono-latin-wght-normal" };

/** Makes the letters that every visit loads, 24 KB instead of 53. To be run again when the packages of the fonts change: `npm run fonts`. */
for (const [name, source] of Object.entries(FONTS)) {
  const whole = readFileSync(`node_modules/@fontsource-variable/${source}.woff2`);
  const plain = await subsetFont(whole, PLAIN_LETTERS, { targetFormat: "woff2", variationAxes: WEIGHTS });
  writeFileSync(`app/fonts/${name}.woff2`, plain);
  process.stdout.write(`${name}: ${whole.length} → ${plain.length} bytes\n`);
}
