import path from "node:path";
import type { TestEvent } from "node:test/reporters";

/**
 * A reporter for node's test runner that prints each failure in full, what was skipped, what tests measured, the counts, and at the very end
 * (what keeps only the last of an output keeps it) in which files something failed: `ℹ failed in ["/a.test.ts"]`, with `null` for a failure of no file.
 */
export default async function* testSummary(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0;
  const failures: string[] = [];
  const failedIn = new Set<string | null>();
  const skipped: string[] = [];
  const told: string[] = [];
  const errorOutput = new Map<string, string>();
  for await (const event of source) {
    if (event.type === "test:pass") {
      if (event.data.skip !== undefined || event.data.todo !== undefined) {
        failedIn.add(event.data.file ?? null);
        skipped.push(`${event.data.file ?? ""}: ${event.data.name}`);
      }
      else if (event.data.details.type !== "suite") passed += 1;
    } else if (event.type === "test:fail") {
      const { error } = event.data.details;
      const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : String(error.cause ?? error.message);
      failedIn.add(event.data.file ?? null);
      // Of a file that failed as a whole, only what it wrote tells why.
      const written = event.data.nesting === 0 && path.resolve(event.data.name) === event.data.file ? errorOutput.get(event.data.file) : undefined;
      failures.push(`✖ ${event.data.name}\n  ${event.data.file ?? ""}:${event.data.line ?? 0}\n  ${[cause, written].filter((part) => part !== undefined).join("\n").replaceAll("\n", "\n  ")}`);
    } else if (event.type === "test:diagnostic" && event.data.file !== undefined) told.push(`${path.basename(event.data.file)}: ${event.data.message}`);
    else if (event.type === "test:stderr") {
      errorOutput.set(event.data.file, `${errorOutput.get(event.data.file) ?? ""}${event.data.message}`.slice(-2000));
      if (failures.length > 0) yield event.data.message;
    }
  }
  yield `\n${failures.join("\n\n")}\n`;
  for (const message of told) yield `${message}\n`;
  for (const name of skipped) yield `SKIPPED ${name}\n`;
  yield `ℹ pass ${passed}\nℹ fail ${failures.length + skipped.length}\n`;
  if (failedIn.size > 0) yield `ℹ failed in ${JSON.stringify([...failedIn])}\n`;
}
