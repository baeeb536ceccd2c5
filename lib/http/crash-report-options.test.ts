import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { type CrashIngest, startCrashIngest } from "../../e2e/fixtures/crash-ingest.ts";
import { crashReportOptions, forgetNames } from "./crash-report-options.ts";

/** As CommonJS, as Node gives it to web: of an import only some names would be seen. */
const sentry = createRequire(import.meta.url)("@sentry/nextjs") as typeof import("@sentry/nextjs");
const CANARY = "canary4f1c9e7b2a";
let ingest: CrashIngest;
before(async () => {
  ingest = await startCrashIngest();
});
after(() => ingest.stop());

/** A request of somebody whose everything is secret, which fails. */
async function crash(): Promise<void> {
  sentry.setUser({ email: `${CANARY}@example.com` });
  sentry.setExtra("body", CANARY);
  sentry.addBreadcrumb({ message: CANARY });
  sentry.startSpan({ name: `GET /join/${CANARY}?token=${CANARY}`, op: "http.server", attributes: { "http.request.body": CANARY } }, () => {});
  sentry.captureRequestError(new Error(`key apic_abcdefgh${CANARY} of postgres://app:${CANARY}@db/x is bad`), { path: `/apis?token=${CANARY}`, method: "POST", headers: { cookie: `session=${CANARY}`, authorization: `Bearer ${CANARY}` } }, { routerKind: "App Router", routePath: "/apis", routeType: "render" });
  await sentry.flush(5_000);
}

test("a crash of web and the time of a request arrive, and no key, cookie, query, body or person with them; without the mask they would", async () => {
  forgetNames(sentry.init(crashReportOptions({ dsn: ingest.dsn, environment: "test", tracesSampleRate: 1 })));
  await crash();
  assert.equal(ingest.of("event").length, 1);
  assert.equal(ingest.of("transaction").length, 1);
  assert.match(ingest.of("event")[0] ?? "", /key apic_abcdefgh… of \[redacted\]db\/x is bad/);
  assert.deepEqual(ingest.envelopes().filter((envelope) => envelope.includes(CANARY)), []);
  const live = sentry.getClient()?.getOptions() ?? assert.fail("there is no client");
  delete live.beforeSend;
  delete live.beforeSendTransaction;
  await crash();
  assert.ok(ingest.of("event").some((envelope) => envelope.includes(CANARY)), "the mask of events is what keeps it");
  assert.ok(ingest.of("transaction").some((envelope) => envelope.includes(CANARY)), "the mask of transactions is what keeps it");
  await sentry.close(1_000);
});
