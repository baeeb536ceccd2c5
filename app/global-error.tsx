"use client";

import { useState } from "react";
import { ErrorPanel } from "#components/layout/error-panel.tsx";
import "./globals.css";

/** In the place of the whole document, where nothing else could take the error. It keeps the theme and the letters of the page that it replaces. Drawn again the same parts would fail in the same way: the page is loaded anew. */
export default function GlobalError({ error }: { error: unknown }) {
  const [{ className, theme }] = useState(documentBefore);
  return (
    <html lang="en" className={className} data-theme={theme}>
      <body className="font-sans">
        <title>Could not be loaded · API Creator</title>
        <main id="content">
          <ErrorPanel error={error} retry={() => location.reload()} />
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
