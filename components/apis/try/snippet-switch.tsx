"use client";

import { useState } from "react";
import { Snippet } from "#components/ui/snippet.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { ReadyCall } from "./draft-call.ts";
import { KEY_VARIABLE, LANGUAGES, type Language, snippetOf } from "./snippets.ts";

/** The call that is filled in, as a program of three languages. */
export function SnippetSwitch({ url, call, isReady }: { url: string; call: ReadyCall; isReady: boolean }) {
  const [language, setLanguage] = useState<Language>("curl");
  return (
    <section aria-labelledby="snippet-heading" className="min-w-0 space-y-2">
      <h2 id="snippet-heading" className="text-14 font-semibold">
        As code
      </h2>
      <Tabs
        label="Language"
        current={language}
        onChange={setLanguage}
        tabs={LANGUAGES.map((each) => ({
          id: each, title: each,
          content: isReady ? <Snippet title={each} text={snippetOf(each, url, call)} /> : <p className="text-muted">It appears when the fields that are needed are filled in.</p>,
        }))}
      />
      <p className="text-13 text-muted">
        Runs as shown with a call key in <code className="font-mono">{KEY_VARIABLE}</code>, for example after <code className="font-mono break-all">{`export ${KEY_VARIABLE}=apic_…`}</code>
      </p>
    </section>
  );
}
