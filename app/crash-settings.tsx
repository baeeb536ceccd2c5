import { CRASH_SETTINGS } from "#components/layout/watch-crashes.ts";
import { readEnv } from "#lib/env.ts";

/** Tells the page's scripts where its crashes go. Nothing when they go nowhere: then they load nothing. */
export function CrashSettings() {
  const { SENTRY_DSN: dsn, ENVIRONMENT: environment, SENTRY_TRACES_RATE: tracesSampleRate } = readEnv();
  return dsn ? <meta name={CRASH_SETTINGS} content={JSON.stringify({ dsn, environment, tracesSampleRate })} /> : null;
}
