"use client";

import { startTransition, useId, useState, type FormEvent } from "react";
import { PasswordInput } from "#components/auth/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useFormAction } from "#components/ui/use-form-action.ts";

export interface DeleteAccountState {
  message: string;
  error: string;
}

/** Ends an account. Opens in two steps, and asks for the password: nobody can undo it. */
export function DeleteAccountForm({ email, remove }: { email: string; remove: (state: DeleteAccountState, data: FormData) => Promise<DeleteAccountState> }) {
  const [isOpen, setOpen] = useState<boolean | null>(null); // null: nobody has opened it yet
  const [state, submit, isSending] = useFormAction(remove, { message: "", error: "" }, (message) => ({ message, error: "" }));
  const id = useId();
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!isSending) startTransition(() => submit(data));
  }
  if (!isOpen) {
    return (
      <Button ref={isOpen === null ? null : focusOn} variant="danger" onClick={() => setOpen(true)} aria-expanded={false}>
        Delete account
      </Button>
    );
  }
  return (
    <form ref={focusFirst} onSubmit={onSubmit} noValidate className="max-w-[32rem] space-y-4" aria-label="Delete account">
      <Problem>{state.message}</Problem>
      <input type="hidden" name="username" value={email} autoComplete="username" />
      <Field id={`${id}-password`} label="Your password, to be sure it is you" error={state.error || undefined}>
        {(props) => <PasswordInput {...props} autoComplete="current-password" />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="danger" aria-disabled={isSending}>
          {isSending ? "Deleting" : "Delete account for good"}
        </Button>
        <Button variant="ghost" onClick={() => setOpen(false)}>
          Keep it
        </Button>
      </div>
    </form>
  );
}

/** What was clicked is gone: the keyboard's place is where one goes on. Both keep their identity, so that they run once. */
const focusOn = (button: HTMLButtonElement | null): void => button?.focus();
const focusFirst = (form: HTMLFormElement | null): void => form?.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus();
