"use client";

import { createContext, type ReactNode, use, useCallback, useState } from "react";
import type { StoredDocument } from "#lib/documents/schema.ts";
import { EditDocument, type DocumentActions } from "./edit-document.tsx";

interface Opened {
  collection: string;
  /** As it was when it was opened. */
  document: StoredDocument;
}
const Open = createContext<(opened: Opened) => void>(() => {});

interface DocumentEditorProps {
  apiId: string;
  actions: DocumentActions;
  children: ReactNode;
}

/**
 * What a page of documents stands in. The dialog belongs to it and not to a row: rows come, change and go while somebody types, and what
 * is typed stays, to be stored or refused.
 */
export function DocumentEditor({ apiId, actions, children }: DocumentEditorProps) {
  const [opened, setOpened] = useState<(Opened & { time: number }) | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = useCallback((next: Opened) => {
    setOpened((last) => ({ ...next, time: (last?.time ?? 0) + 1 }));
    setIsOpen(true);
  }, []);
  return (
    <Open value={open}>
      {children}
      {opened ? <EditDocument key={opened.time} apiId={apiId} collection={opened.collection} document={opened.document} actions={actions} isOpen={isOpen} onOpenChange={setIsOpen} /> : null}
    </Open>
  );
}

/** A document's id, which opens it. */
export function DocumentButton({ collection, document }: Opened) {
  const open = use(Open);
  const { id } = document;
  return (
    <button type="button" aria-label={`Edit ${id}`} title={id} onClick={() => open({ collection, document })} className="-my-1.5 block max-w-[10ch] min-h-8 truncate rounded-sm text-left font-mono underline decoration-line underline-offset-4 hover:decoration-ink sm:max-w-[14ch] pointer-coarse:min-h-11">
      {id}
    </button>
  );
}
