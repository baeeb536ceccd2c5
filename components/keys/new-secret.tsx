"use client";

import { useEffect, useRef } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** A secret, the one time that it can be seen. */
export function NewSecret({ secret, name }: { secret: string; name: string }) {
  const copy = useRef<HTMLButtonElement>(null);
  useEffect(() => copy.current?.focus(), []);
  return (
    <Notice tone="passed" role="status" title={`${name} is ready`} className="settle">
      <p>Copy it now: it is shown this once, and only its fingerprint is stored.</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 basis-60 rounded-md border border-line bg-surface px-3 py-1.5 font-mono text-13 break-all">{secret}</code>
        <CopyButton ref={copy} text={secret} label="Copy key" isWordShown variant="primary" size="md" />
      </div>
    </Notice>
  );
}
