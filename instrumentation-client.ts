import { watchCrashes } from "#components/layout/watch-crashes.ts";
import { limitAnswers } from "#components/ui/limit-answers.ts";

limitAnswers();
watchCrashes(async (settings) => (await import("#lib/http/report-browser-crashes.ts")).reportBrowserCrashes(settings));
