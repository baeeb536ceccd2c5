"use client";

import { useId, useState, useTransition, type FormEvent } from "react";
import type { StoredDocument } from "#lib/documents/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

export interface DocumentActions {
  /** Why it was not stored; null when it was. */
  change(place: { apiId: string; collection: string; id: string }, version: number, json: string): Promise<string | null>;
  remove(place: { apiId: string; collection: string; id: string }, version: number): Promise<string | null>;
}
interface DocumentRowProps {
  apiId: string;
  collection: string;
  document: StoredDocument;
  actions: DocumentActions;
}

/** One document: a line, which opens to its JSON. */
export function DocumentRow({ apiId, collection, document: { id, data, version, updatedAt, expiresAt }, actions }: DocumentRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [refused, setRefused] = useState("");
  const [isBusy, start] = useTransition();
  const fieldId = useId();
  const place = { apiId, collection, id };
  // No form action: React would reset the text after one, also when it was refused.
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const json = String(new FormData(event.currentTarget).get("json"));
    if (!isBusy) start(async () => setRefused((await actions.change(place, version, json)) ?? ""));
  }
  return (
    <li className="py-1">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="grid min-h-9 w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-md px-2 py-1 text-left text-13 hover:bg-sunken md:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto] pointer-coarse:min-h-11"
      >
        <span className="truncate font-mono">{id}</span>
        <span className="order-last col-span-2 truncate font-mono text-muted md:order-none md:col-span-1">{JSON.stringify(data)}</span>
        <span className="text-muted">
          {expiresAt ? "expires " : null}
          <TimeAgo iso={expiresAt ?? updatedAt} />
        </span>
      </button>
      {isOpen ? (
        // Remade with each version: what was stored is what is shown.
        <form key={version} onSubmit={save} noValidate className="settle space-y-3 px-2 pt-1 pb-3">
          <Field id={fieldId} label={`JSON of ${id}`} isLabelHidden error={refused || undefined} hint={`Version ${version}. The platform keeps id, createdAt, updatedAt and version.`}>
            {(control) => <Textarea {...control} name="json" defaultValue={JSON.stringify(data, null, 2)} rows={Math.min(24, JSON.stringify(data, null, 2).split("\n").length + 1)} spellCheck={false} />}
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" size="sm" aria-disabled={isBusy}>
              {isBusy ? "Saving…" : "Save document"}
            </Button>
            <ConfirmDialog
              trigger={(open) => (
                <Button size="sm" variant="danger" aria-disabled={isBusy} onClick={open}>
                  Delete
                </Button>
              )}
              title="Delete this document?"
              confirmLabel="Delete document"
              onConfirm={() => start(async () => setRefused((await actions.remove(place, version)) ?? ""))}
            >
              <span className="font-mono break-all">{id}</span> is gone for good, and the API no longer finds it.
            </ConfirmDialog>
          </div>
        </form>
      ) : null}
    </li>
  );
}
