"use client";

import { startTransition, useEffect, useId, useRef, useState, type FormEvent } from "react";
import { flushSync } from "react-dom";
import type { Key, KeyEvent } from "#lib/keys/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useFormAction } from "#components/ui/use-form-action.ts";
import { KeyExpiry } from "./key-expiry.tsx";
import { KeyHistory } from "./key-history.tsx";
import { KeyRules } from "./key-rules.tsx";
import { KeyScopes } from "./key-scopes.tsx";

/** What the action answers. `saved` counts up. */
export interface EditKeyState {
  saved: number;
  message: string;
  errors: Record<string, string>;
}
const UNTOUCHED: EditKeyState = { saved: 0, message: "", errors: {} };

interface EditKeyProps {
  row: Key;
  scopes: readonly string[];
  change: (state: EditKeyState, data: FormData) => Promise<EditKeyState>;
  history: (keyId: string) => Promise<KeyEvent[] | { message: string }>;
  isBusy: boolean;
}

/** Changes a key in a dialog, and tells what became of it. The native dialog traps focus, closes with Escape and gives focus back. */
export function EditKey({ row, scopes, change, history, isBusy }: EditKeyProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(0);
  const titleId = useId();
  const close = () => dialog.current?.close();
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        disabled={isBusy}
        aria-label={`Edit ${row.name}`}
        onClick={() => {
          // Now, so that the dialog gives the focus to its first field.
          flushSync(() => setOpened(opened + 1));
          dialog.current?.showModal();
        }}
      >
        Edit
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto max-h-[calc(100dvh-2rem)] w-[min(40rem,calc(100vw-2rem))] overflow-y-auto rounded-md border border-line bg-surface p-0 text-left whitespace-normal text-ink shadow-float open:settle"
      >
        <div className="space-y-4 p-6">
          <h2 id={titleId} className="text-16 font-semibold break-words">
            {`Edit ${row.name}`}
          </h2>
          {opened > 0 ? (
            <div key={opened} className="space-y-5">
              <EditForm row={row} scopes={scopes} change={change} close={close} />
              <KeyHistory keyId={row.id} read={history} />
            </div>
          ) : null}
        </div>
      </dialog>
    </>
  );
}

function EditForm({ row, scopes, change, close }: Pick<EditKeyProps, "row" | "scopes" | "change"> & { close: () => void }) {
  const [state, submit, isSending] = useFormAction(change, UNTOUCHED, (message, { saved }) => ({ saved, message, errors: {} }));
  const id = useId();
  useEffect(() => {
    if (state.saved > 0) close();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each time that it was saved
  }, [state.saved]);

  // Not `action={submit}`: React would reset the form, and what was changed, when something is wrong.
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    startTransition(() => submit(data));
  }
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-4">
      <Problem>{state.message}</Problem>
      <input type="hidden" name="keyId" value={row.id} />
      <input type="hidden" name="revision" value={row.revision} />
      <input type="hidden" name="kind" value={row.kind} />
      <Field id={`${id}-name`} label="Name" error={state.errors["name"]}>
        {(props) => <Input {...props} name="name" defaultValue={row.name} maxLength={80} autoComplete="off" required />}
      </Field>
      {row.isReplaced ? <p className="text-13 text-muted">It was rolled: it ends with its grace.</p> : <KeyExpiry id={id} expiresAt={row.expiresAt} error={state.errors["expiresAt"]} />}
      {row.kind === "call" ? <KeyRules id={id} errors={state.errors} held={row} /> : <KeyScopes id={id} scopes={scopes} chosen={row.scopes} error={state.errors["scopes"]} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={isSending}>
          {isSending ? "Saving" : "Save changes"}
        </Button>
      </div>
    </form>
  );
}
