import { redact } from "#lib/redact.ts";

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

/** Browsers quote what they could not read between double quotes, and names of code between single ones. */
const words = (text: string): string => redact(text).replace(/"[^"]*"/g, '"…"');

/** What leaves the house of a crash: where in the code, with words in which keys and tokens are hidden; nothing of the request but its path. */
export function maskCrashReport<Report extends CrashReport>(report: Report): Report {
  const { message, request, exception } = report;
  return {
    ...report,
    ...(message === undefined ? {} : { message: words(message) }),
    request: request?.url === undefined ? undefined : { url: maskUrl(request.url) },
    exception: exception && { ...exception, values: exception.values?.map((one) => ({ ...one, value: one.value === undefined ? undefined : words(one.value), stacktrace: one.stacktrace && { ...one.stacktrace, frames: one.stacktrace.frames?.map((frame) => ({ ...frame, vars: undefined })) } })) },
    user: undefined, breadcrumbs: undefined, extra: undefined, contexts: undefined, server_name: undefined,
  };
}

/** The parts of a Sentry transaction that may hold the same. */
export interface TraceReport extends CrashReport {
  transaction?: string;
  spans?: { description?: string | undefined; data?: unknown }[];
  contexts?: { trace?: { trace_id?: string; span_id?: string; parent_span_id?: string; op?: string; status?: string } } | undefined;
}

/** Of a page or a request what took how long: names and times, no values. */
export function maskTrace<Report extends TraceReport>(report: Report): Report {
  const { trace } = report.contexts ?? {};
  return {
    ...maskCrashReport(report),
    transaction: report.transaction === undefined ? undefined : maskUrl(report.transaction),
    contexts: trace && { trace: { trace_id: trace.trace_id, span_id: trace.span_id, parent_span_id: trace.parent_span_id, op: trace.op, status: trace.status } },
    spans: report.spans?.map((span) => ({ ...span, description: span.description === undefined ? undefined : maskUrl(span.description), data: {} })),
  };
}

/** Without query and fragment, and without what lets its holder in: an invitation's address. */
const maskUrl = (url: string): string => redact(url.split(/[?#]/)[0] ?? "").replace(/\/join\/[^/\s]+/g, "/join/…");
