import type { Instrumentation } from "next";
import { readEnv } from "#lib/env.ts";
import { crashReportOptions, forgetNames } from "#lib/http/crash-report-options.ts";

/** Reports crashes of web, and the times of some requests, to Sentry when SENTRY_DSN is set; without it the package is never loaded. */
export async function register(): Promise<void> {
  const { SENTRY_DSN: dsn, ENVIRONMENT: environment, SENTRY_TRACES_RATE: tracesSampleRate } = readEnv();
  if (!dsn) return;
  const { init } = await import("@sentry/nextjs");
  forgetNames(init(crashReportOptions({ dsn, environment, tracesSampleRate })));
}

export const onRequestError: Instrumentation.onRequestError = async (...details) => {
  if (!readEnv().SENTRY_DSN) return;
  const { captureRequestError } = await import("@sentry/nextjs");
  captureRequestError(...details);
};
