"use client";

import { ErrorPanel } from "#components/layout/error-panel.tsx";

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="content">
      <ErrorPanel error={error} retry={retry} />
    </main>
  );
}
