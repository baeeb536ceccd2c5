"use client";

import { FileArchive } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ImportRow } from "./import-row.tsx";

/** An exported API comes back: the file chosen, its build begins. */
export function ImportZip({ onImport }: { onImport: (zip: File, withData: boolean) => void }) {
  const [withData, setWithData] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <ImportRow id={id} title="An exported API" text="The zip of an API that was exported. It passes the same tests before it is live.">
      <label className="flex min-h-8 items-center gap-2 text-13 pointer-coarse:min-h-11">
        <input type="checkbox" checked={withData} onChange={(event) => setWithData(event.target.checked)} className="size-4 accent-brand" />
        With its data
      </label>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label="Exported zip"
        className="hidden"
        onChange={(event) => {
          const [zip] = event.target.files ?? [];
          event.target.value = ""; // the same file can be chosen again
          if (zip) onImport(zip, withData);
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <FileArchive aria-hidden className="size-4" />
        Import a zip
      </Button>
    </ImportRow>
  );
}
