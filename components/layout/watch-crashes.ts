import type { CrashSettings } from "#lib/http/crash-report-options.ts";

/** The name of the meta element that holds the settings. */
export const CRASH_SETTINGS = "crash-settings";
/** Addresses that let in whoever has them: on their pages nothing is loaded. */
const SECRET_PATHS = /^\/(join|update-password|auth)(\/|$)/;
const MOST_EARLY = 5;

let report: ((error: unknown) => void) | null = null;
/** What crashed before there was anything to report it with. */
const early: unknown[] = [];

/** Loads what reports crashes, where this installation wants them. */
export function watchCrashes(load: (settings: CrashSettings) => Promise<(error: unknown) => void>): void {
  const text = document.querySelector<HTMLMetaElement>(`meta[name=${CRASH_SETTINGS}]`)?.content;
  if (!text || SECRET_PATHS.test(location.pathname)) return;
  const settings: CrashSettings = JSON.parse(text);
  const gone = new AbortController();
  addEventListener("error", ({ error }) => reportCrash(error), gone);
  addEventListener("unhandledrejection", ({ reason }) => reportCrash(reason), gone);
  void load(settings).then((loaded) => {
    gone.abort();
    report = loaded;
    for (const error of early) report(error);
  }, () => gone.abort());
}

/** Takes what an error boundary caught: it reaches no other handler. */
export function reportCrash(error: unknown): void {
  if (report) report(error);
  else if (early.length < MOST_EARLY) early.push(error);
}
