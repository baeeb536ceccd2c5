import type { Metadata } from "next";
import { DesignControls } from "#components/design/controls.tsx";
import { DesignFeedback } from "#components/design/feedback.tsx";
import { DesignFoundations } from "#components/design/foundations.tsx";
import { DesignLists } from "#components/design/lists.tsx";
import { DesignOverlays } from "#components/design/overlays.tsx";
import { tableState } from "#components/ui/table-state.ts";
import { Toaster } from "#components/ui/toaster.tsx";

export const metadata: Metadata = { title: "Design", robots: { index: false, follow: false } };

const THEMES = ["light", "dark"] as const;

/** Every component in every state, in both themes at once: what a change to a primitive is looked at on. */
export default async function DesignPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const params = await searchParams;
  const state = tableState(params, ["path", "calls", "p95"], "-calls");
  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <h1 className="px-4 pt-8 pb-4 text-28 font-semibold tracking-tight sm:px-8">Design</h1>
      <div className="grid 2xl:grid-cols-2">
        {THEMES.map((theme) => (
          <section key={theme} data-theme={theme} aria-labelledby={`design-${theme}`} className="min-w-0 space-y-12 bg-paper px-4 py-8 text-ink sm:px-8">
            <h2 id={`design-${theme}`} className="text-20 font-semibold capitalize">
              {theme}
            </h2>
            <DesignFoundations theme={theme} />
            <DesignControls theme={theme} />
            <DesignFeedback theme={theme} />
            <DesignOverlays theme={theme} />
            <DesignLists theme={theme} params={params} state={state} />
          </section>
        ))}
      </div>
      <Toaster />
    </main>
  );
}
