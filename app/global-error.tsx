"use client";

import { ErrorPanel } from "#components/layout/error-panel.tsx";
import "./globals.css";

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Could not be loaded · API Creator</title>
        <main id="content">
          <ErrorPanel error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
