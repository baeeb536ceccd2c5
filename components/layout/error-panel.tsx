"use client";

import { Button } from "#components/ui/button.tsx";

/** What a page shows when it could not be made. The digest finds the line in the server's log. */
export function ErrorPanel({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <div role="alert" className="mx-auto flex min-h-[50dvh] max-w-[56ch] flex-col items-start justify-center gap-4 px-4 sm:px-6">
      <h1 className="text-28 font-semibold tracking-tight">This page could not be loaded</h1>
      <p className="text-16 text-muted">Something failed on our side and nothing was changed. Try again; if it stays, send us the reference.</p>
      {digest ? <p className="font-mono text-13 text-muted">Reference {digest}</p> : null}
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
