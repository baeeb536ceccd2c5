import { type CrashReport, maskCrashReport, maskTrace, type TraceReport } from "./mask-crash-report.ts";

export interface CrashSettings {
  dsn: string;
  environment: string;
  tracesSampleRate: number;
}

/** How crashes are reported: everything that leaves goes through a mask. */
export const crashReportOptions = (settings: CrashSettings) => ({
  ...settings,
  // Whole transactions: streamed ones pass by beforeSendTransaction.
  traceLifecycle: "static" as const,
  beforeSend: <Report extends CrashReport>(report: Report): Report => maskCrashReport(report),
  beforeSendTransaction: <Report extends TraceReport>(report: Report): Report => maskTrace(report),
  // What was logged, clicked and asked for before: nothing that finds a bug without what people do.
  beforeBreadcrumb: () => null,
  // The addresses of our own pages and of nobody else's get the header that joins a trace.
  tracePropagationTargets: [/^\/(?!api_)/],
});

/** Beside the mask: what joins the spans of a trace names its first one, as it was called. */
export function forgetNames(client: { on(hook: "createDsc", callback: (context: { transaction?: string }) => void): unknown } | undefined): void {
  client?.on("createDsc", (context) => void delete context.transaction);
}
