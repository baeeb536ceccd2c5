import { addKey } from "./keys-file.ts";

const [consumer] = process.argv.slice(2);
if (!consumer) {
  process.stderr.write("Name whom the key is for: npm run add-key -- ann\n");
  process.exit(1);
}
process.stdout.write(`A key of ${consumer}, shown only now:\n${await addKey(consumer)}\n`);
