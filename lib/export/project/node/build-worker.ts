import { statSync } from "node:fs";
import path from "node:path";
import { bundleWorker } from "./bundle-api.ts";
import { ROOT } from "./settings.ts";

const file = await bundleWorker();
process.stdout.write(`${path.relative(ROOT, file)}: ${Math.round(statSync(file).size / 1024)} KB\n`);
