"use client";

import { FileJson } from "lucide-react";
import { useId, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { ImportRow } from "./import-row.tsx";

/** An OpenAPI document is the start of an API: the file chosen, its build begins. */
export function ImportOpenApi({ onImport }: { onImport: (name: string, openapi: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <ImportRow id={id} title="An OpenAPI document" text="JSON or YAML. What of it can’t be built is said.">
      <input
        ref={input}
        type="file"
        accept=".json,.yaml,.yml,application/json,application/yaml"
        aria-label="OpenAPI document"
        className="hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = ""; // the same file can be chosen again
          if (file) void file.text().then((text) => onImport(file.name, text));
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <FileJson aria-hidden className="size-4" />
        Import OpenAPI
      </Button>
    </ImportRow>
  );
}
