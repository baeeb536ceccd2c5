import { after } from "node:test";
import { isMainThread } from "node:worker_threads";

const PATIENCE_MS = Number(process.env["TEST_EXIT_PATIENCE_MS"] ?? 60_000);

/* Preloaded into every test file: one whose tests have ended and that doesn't, because something of it is still open, would be waited for without end
   and without a word. It fails instead, and says what is open. */
if (isMainThread && /\.test\.[a-z]+$/.test(process.argv[1] ?? "")) after(() => void setTimeout(tell, PATIENCE_MS).unref());

function tell(): void {
  process.stderr.write(`${process.argv[1]} has ended and stays open: ${process.getActiveResourcesInfo().join(", ")}\n`);
  process.exit(1);
}
