"use client";

import { useEffect, useState } from "react";
import { peekBuild } from "#components/generation/pending-build.ts";

/** What was described before signing up: it is built right afterwards. */
export function PendingNote() {
  const [prompt, setPrompt] = useState<string | null>(null);
  useEffect(() => setPrompt(peekBuild()?.prompt ?? null), []);
  if (prompt === null) return null;
  return (
    <p className="settle border-l-2 border-brand py-0.5 pl-3 text-muted">
      Built right after this: <span className="line-clamp-3 break-words text-ink">{prompt}</span>
    </p>
  );
}
