"use client";

import { useId } from "react";
import { PasswordInput } from "#components/auth/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useFormAction } from "#components/ui/use-form-action.ts";

export interface PasswordState {
  isSaved: boolean;
  message: string;
  errors: { current?: string | undefined; password?: string | undefined };
}

/** Another password, for who knows the one before. */
export function PasswordForm({ hint, save }: { hint: string; save: (state: PasswordState, data: FormData) => Promise<PasswordState> }) {
  const [state, submit, isSending] = useFormAction<PasswordState>(save, { isSaved: false, message: "", errors: {} }, (message) => ({ isSaved: false, message, errors: {} }));
  const id = useId();
  return (
    <form action={submit} noValidate className="max-w-[32rem] space-y-3">
      <Field id={`${id}-current`} label="Current password" error={state.errors.current}>
        {(props) => <PasswordInput {...props} name="current" autoComplete="current-password" />}
      </Field>
      <Field id={`${id}-password`} label="New password" hint={hint} error={state.errors.password}>
        {(props) => <PasswordInput {...props} autoComplete="new-password" />}
      </Field>
      <Button type="submit" aria-disabled={isSending}>
        {isSending ? "Changing" : "Change password"}
      </Button>
      <Problem>{state.message}</Problem>
      <p role="status" className="text-13 text-muted">
        {state.isSaved && !isSending ? "Changed. You are signed out everywhere else." : ""}
      </p>
    </form>
  );
}
