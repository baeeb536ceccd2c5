import { watchCrashes } from "#components/layout/watch-crashes.ts";
import { watchLoad } from "#components/layout/watch-load.ts";
import { limitAnswers } from "#components/ui/limit-answers.ts";

// Zod asks on its own whether it may compile code from text. Our policy says no, and the browser tells each such question as an issue.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
limitAnswers();
watchLoad();
watchCrashes(async (settings) => (await import("#lib/http/report-browser-crashes.ts")).reportBrowserCrashes(settings));
