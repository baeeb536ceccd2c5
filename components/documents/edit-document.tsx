"use client";

import { type FormEvent, useId, useState, useTransition } from "react";
import type { StoredDocument } from "#lib/documents/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { CodeEditor } from "#components/ui/code-editor.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { whereJsonFails } from "#components/ui/where-json-fails.ts";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";

interface Place {
  apiId: string;
  collection: string;
  id: string;
}
/** Why it was not stored; null when it was. */
type Refusal = { message: string } | null;
export interface DocumentActions {
  change(place: Place, version: number, json: string): Promise<Refusal>;
  remove(place: Place, version: number): Promise<Refusal>;
}
interface EditDocumentProps {
  apiId: string;
  collection: string;
  document: StoredDocument;
  actions: DocumentActions;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const stamp = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;

/** A document as JSON: to be read, changed or deleted. Stored only while it is as it was when it was opened. */
export function EditDocument({ apiId, collection, document: { id, data, version, createdAt, updatedAt, expiresAt }, actions, isOpen, onOpenChange }: EditDocumentProps) {
  const stored = JSON.stringify(data, null, 2);
  const form = useId();
  const [json, setJson] = useState(stored);
  const [refused, setRefused] = useState<string | null>(null);
  const [isBusy, start] = useTransition();
  const wrong = whereJsonFails(json);
  const place = { apiId, collection, id };

  function run(work: () => Promise<Refusal>, done: string) {
    if (isBusy) return;
    start(async () => {
      const problem = (await work().catch((error: unknown) => ({ message: whyUnanswered(error) })))?.message ?? null;
      setRefused(problem);
      if (problem !== null) return;
      onOpenChange(false);
      toast.passed(done);
    });
  }
  function save(event: FormEvent) {
    event.preventDefault();
    if (!wrong) run(() => actions.change(place, version, json), "The document is stored");
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="md"
      isEdited={json !== stored}
      title="Edit document"
      lead={
        <span className="flex items-center gap-1">
          <span className="min-w-0 font-mono text-13 break-all">{id}</span>
          <CopyButton text={id} label="Copy id" />
        </span>
      }
      footer={
        <>
          <ConfirmDialog
            trigger={(open) => (
              <Button variant="danger" className="mr-auto" aria-disabled={isBusy} onClick={open}>
                Delete
              </Button>
            )}
            title="Delete this document?"
            confirmLabel="Delete document"
            onConfirm={() => run(() => actions.remove(place, version), "The document is deleted")}
          >
            <span className="font-mono break-all">{id}</span> is gone for good, and the API no longer finds it.
          </ConfirmDialog>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" aria-disabled={isBusy || wrong !== null || json === stored}>
            {isBusy ? "Saving" : "Save document"}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} noValidate className="space-y-3">
        <CodeEditor label={`JSON of ${id}`} language="json" text={json} onChange={setJson} diagnostics={wrong ? [wrong] : []} rows={Math.min(18, stored.split("\n").length + 2)} />
        {refused ? <Notice tone="failed" role="alert" title="It was not stored">{refused}</Notice> : null}
        <p className="text-13 text-muted">{`Version ${version}, made ${stamp(createdAt)}, changed ${stamp(updatedAt)}${expiresAt ? `, expires ${stamp(expiresAt)}` : ""}. The API isn’t asked: its own checks don’t run.`}</p>
      </form>
    </Dialog>
  );
}
