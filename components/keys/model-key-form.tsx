"use client";

import { startTransition, useId, type FormEvent } from "react";
import type { ModelKey } from "#lib/secrets/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field, SecretInput } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";
import { useFormAction } from "#components/ui/use-form-action.ts";

export interface ModelKeyState {
  message: string;
  error: string;
  isSaved: boolean;
}
const EMPTY: ModelKeyState = { message: "", error: "", isSaved: false };

interface ModelKeyFormProps {
  modelKey: ModelKey | null;
  save: (state: ModelKeyState, data: FormData) => Promise<ModelKeyState>;
  remove: () => Promise<{ message: string } | null>;
}

/** The workspace's own Anthropic key: Claude then writes for it on its own account. */
export function ModelKeyForm({ modelKey, save, remove }: ModelKeyFormProps) {
  const [state, submit, isSending] = useFormAction(save, EMPTY, (message) => ({ ...EMPTY, message }));
  const { isBusy: isRemoving, problem: refused, confirmed } = useAttempt();
  const id = useId();

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    startTransition(() => submit(data));
  }
  return (
    <div className="space-y-4">
      {state.isSaved && modelKey ? <Notice tone="passed" role="status">{`Saved. Builds of this workspace now use the key that ends in ${modelKey.lastFour}.`}</Notice> : null}
      <Problem>{state.message || refused}</Problem>
      {modelKey ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>
            <span className="font-mono text-13">{`sk-ant-…${modelKey.lastFour}`}</span>{" "}
            <span className="text-13 text-muted">
              set <TimeAgo iso={modelKey.createdAt} />
            </span>
          </p>
          <ConfirmDialog
            trigger={(open) => (
              <Button variant="danger" size="sm" onClick={open} disabled={isRemoving}>
                Remove
              </Button>
            )}
            title="Remove the Anthropic key?"
            confirmLabel="Remove key"
            onConfirm={() => confirmed(remove)}
          >
            Builds go back to this installation’s generator. The key stays valid at Anthropic.
          </ConfirmDialog>
        </div>
      ) : null}
      <form key={modelKey?.createdAt ?? "none"} onSubmit={onSubmit} noValidate className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <Field id={`${id}-key`} label={modelKey ? "Replace it" : "Anthropic API key"} error={state.error} hint="Stored encrypted, never shown again, and used for this workspace’s builds only.">
            {(props) => <SecretInput {...props} name="key" placeholder="sk-ant-…" required />}
          </Field>
        </div>
        <Button type="submit" disabled={isSending} className="sm:mb-[1.625rem]">
          {isSending ? "Saving" : "Save key"}
        </Button>
      </form>
    </div>
  );
}
