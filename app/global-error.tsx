"use client";

import { useState } from "react";
import { ErrorPanel } from "#components/layout/error-panel.tsx";
import "./globals.css";

/** In the place of the whole document, where nothing else could take the error. It keeps the theme and the letters of the page that it replaces. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const [{ className, theme }] = useState(documentBefore);
  return (
    <html lang="en" className={className} data-theme={theme}>
      <body className="font-sans">
        <title>Could not be loaded · API Creator</title>
        <main id="content">
          <ErrorPanel error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}

function documentBefore(): { className?: string; theme?: string | undefined } {
  if (typeof document === "undefined") return {};
  const { className, dataset } = document.documentElement;
  return { className, theme: dataset["theme"] };
}
