import type { Instrumentation } from "next";
import { readEnv } from "#lib/env.ts";
import { maskCrashReport } from "#lib/http/mask-crash-report.ts";

/** Reports crashes of web to Sentry when SENTRY_DSN is set; without it the package is never loaded. */
export async function register(): Promise<void> {
  const { SENTRY_DSN: dsn, ENVIRONMENT: environment } = readEnv();
  if (!dsn) return;
  const { init } = await import("@sentry/nextjs");
  init({
    dsn,
    environment,
    tracesSampleRate: 0,
    beforeSend: (event) => maskCrashReport(event),
  });
}

export const onRequestError: Instrumentation.onRequestError = async (...details) => {
  if (!readEnv().SENTRY_DSN) return;
  const { captureRequestError } = await import("@sentry/nextjs");
  captureRequestError(...details);
};
