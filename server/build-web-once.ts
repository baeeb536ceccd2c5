import { buildWebIfChanged } from "./build-web.ts";

/** Builds the web app ahead of the first start, for images. */
await buildWebIfChanged((text) => process.stderr.write(`${text}\n`));
