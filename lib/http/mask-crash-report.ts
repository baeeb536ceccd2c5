import { redact } from "#lib/log.ts";

/** The parts of a Sentry event that may hold what people sent us. */
export interface CrashReport {
  message?: string;
  request?: { url?: string };
  user?: unknown;
  breadcrumbs?: unknown;
  extra?: unknown;
  contexts?: unknown;
  server_name?: unknown;
  exception?: { values?: { value?: string; stacktrace?: { frames?: { vars?: unknown }[] } }[] };
}

/** What leaves the house of a crash: where in the code, with words in which keys and tokens are hidden; nothing of the request but its path. */
export function maskCrashReport<Report extends CrashReport>(report: Report): Report {
  const { message, request, exception } = report;
  return {
    ...report,
    ...(message === undefined ? {} : { message: redact(message) }),
    request: request?.url === undefined ? undefined : { url: redact(request.url.split(/[?#]/)[0] ?? "") },
    exception: exception && { ...exception, values: exception.values?.map((one) => ({ ...one, value: one.value === undefined ? undefined : redact(one.value), stacktrace: one.stacktrace && { ...one.stacktrace, frames: one.stacktrace.frames?.map((frame) => ({ ...frame, vars: undefined })) } })) },
    user: undefined, breadcrumbs: undefined, extra: undefined, contexts: undefined, server_name: undefined,
  };
}
