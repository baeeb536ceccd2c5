"use client";

import { useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { RequestId } from "#components/ui/request-id.tsx";
import { reportCrash } from "./watch-crashes.ts";

interface ErrorPanelProps {
  error: unknown;
  retry?: () => void;
  /** Of its heading: 1 where it is the whole page. */
  level?: 1 | 2 | 3;
}

/** What a page shows when it could not be made. The digest finds the line in the server's log. */
export function ErrorPanel({ error, retry, level = 1 }: ErrorPanelProps) {
  const digest = typeof error === "object" && error !== null && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  useEffect(() => reportCrash(error), [error]);
  const Heading = `h${level}` as const;
  return (
    <div role="alert" className={`mx-auto flex max-w-[56ch] flex-col items-start justify-center gap-4 ${level === 1 ? "min-h-[50dvh] px-4 sm:px-6" : ""}`}>
      <Heading className={level === 1 ? "text-28 font-semibold tracking-tight" : "text-16 font-semibold"}>{level === 1 ? "This page could not be loaded" : "This part could not be loaded"}</Heading>
      <p className={level === 1 ? "text-16 text-muted" : "text-muted"}>Something failed on our side and nothing was changed. Try again; if it stays, send us this id.</p>
      {digest ? <RequestId id={digest} /> : null}
      <Button variant={level === 1 ? "primary" : "secondary"} {...(retry ? { onClick: retry } : { disabled: true })}>
        Try again
      </Button>
    </div>
  );
}
