import { browserTracingIntegration, captureException, init, makeFetchTransport, replayIntegration } from "@sentry/nextjs";
import { crashReportOptions, type CrashSettings, forgetNames } from "./crash-report-options.ts";
import { maskEnvelope } from "./mask-envelope.ts";

/**
 * Reports crashes of pages, the times of some, and after a crash what was on the page before it, without a word of it. For browsers, and
 * only with a DSN. Returns what takes an error that no handler of the page sees.
 */
export function reportBrowserCrashes(settings: CrashSettings): (error: unknown) => void {
  forgetNames(init({
    ...crashReportOptions(settings),
    replaysSessionSampleRate: 0,
    replaysOnErrorSampleRate: 1,
    transport: maskedTransport,
    integrations: [
      browserTracingIntegration(),
      // Uncompressed: a worker from a blob is refused by our policy, and what is compressed can't be masked.
      replayIntegration({ maskAllText: true, maskAllInputs: true, blockAllMedia: true, useCompression: false, networkDetailAllowUrls: [] }),
    ],
  }));
  return (error) => void captureException(error);
}

function maskedTransport(options: Parameters<typeof makeFetchTransport>[0]): ReturnType<typeof makeFetchTransport> {
  const { send, flush } = makeFetchTransport(options);
  return { flush, send: async (envelope) => (maskEnvelope(envelope) ? send(envelope) : {}) };
}
