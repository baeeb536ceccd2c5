"use client";

import { startTransition, useEffect, useId, useRef, type FormEvent } from "react";
import type { ApiSecret } from "#lib/secrets/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field, SecretInput } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";
import { useFormAction } from "#components/ui/use-form-action.ts";
import { SecretHosts } from "./secret-hosts.tsx";

export interface SetSecretState {
  /** Why it was not stored, and where; null when it was. */
  error: { field: "value" | "hosts"; message: string } | null;
  /** Grows with each one that was stored. */
  saved: number;
}
export type SetSecret = (state: SetSecretState, data: FormData) => Promise<SetSecretState>;
export type DeleteSecret = (apiId: string, name: string) => Promise<{ message: string } | null>;

interface SecretRowProps {
  apiId: string;
  secret: ApiSecret;
  /** By the live version: those that it may go to. */
  declaredHosts: readonly string[];
  save: SetSecret;
  remove: DeleteSecret;
}

/** One secret by its name: whether it is set, and a field that only writes. */
export function SecretRow({ apiId, secret: { name, isDeclared, hosts, updatedAt }, declaredHosts, save, remove }: SecretRowProps) {
  const [state, submit, isSending] = useFormAction<SetSecretState>(save, { error: null, saved: 0 }, (message, { saved }) => ({ error: { field: "value", message }, saved }));
  const { isBusy: isRemoving, problem: refused, confirmed } = useAttempt();
  const valueError = state.error?.field === "value" ? state.error.message : undefined;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  // Emptied rather than made anew: the keyboard keeps its place.
  useEffect(() => form.current?.reset(), [state.saved]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!isSending) startTransition(() => submit(data));
  }
  return (
    <li className="space-y-2 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-0 flex-1 basis-48 font-mono text-13 break-all">{name}</span>
        <span className="flex flex-wrap items-center gap-x-2 text-13 text-muted" role="status">
          <StateBadge state={updatedAt ? "passed" : "paused"} word={updatedAt ? "Set" : "Not set"} />
          {updatedAt ? <TimeAgo iso={updatedAt} /> : null}
          {isDeclared ? null : <span>not used by this version</span>}
        </span>
        {updatedAt ? (
          <ConfirmDialog
            trigger={(open) => (
              <Button size="sm" aria-label={`Delete ${name}`} aria-disabled={isRemoving} onClick={open}>
                Delete
              </Button>
            )}
            title={`Delete ${name}?`}
            confirmLabel="Delete secret"
            onConfirm={() => confirmed(() => remove(apiId, name))}
          >
            Calls that need it fail within a second. It stays valid at the service that gave it to you.
          </ConfirmDialog>
        ) : null}
      </div>
      {updatedAt ? <p className="text-13 break-words text-muted">{hosts.length > 0 ? `Goes to ${hosts.join(", ")}.` : "Goes to no host: set it again once the API declares one."}</p> : null}
      <Problem>{refused}</Problem>
      {isDeclared ? (
        <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="apiId" value={apiId} />
          <input type="hidden" name="name" value={name} />
          {declaredHosts.length > 1 ? <SecretHosts name={name} declared={declaredHosts} chosen={updatedAt ? hosts : declaredHosts} error={state.error?.field === "hosts" ? state.error.message : undefined} /> : null}
          <div className="min-w-0 flex-1 basis-48">
            <Field id={`${id}-value`} label={updatedAt ? `New value of ${name}` : `Value of ${name}`} isLabelHidden error={valueError}>
              {(props) => <SecretInput {...props} name="value" placeholder={updatedAt ? "New value" : "Value"} required />}
            </Field>
          </div>
          <Button type="submit" aria-label={`${updatedAt ? "Replace" : "Set"} ${name}`} aria-disabled={isSending} className={valueError ? "mb-[1.625rem]" : ""}>
            {isSending ? "Saving" : updatedAt ? "Replace" : "Set"}
          </Button>
        </form>
      ) : null}
    </li>
  );
}
