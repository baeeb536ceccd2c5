"use client";

import { useEffect, useId, useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useFormAction } from "#components/ui/use-form-action.ts";
import { EMPTY_FORM, type FormAction, unanswered } from "./form-state.ts";
import { PasswordInput } from "./password-input.tsx";

interface Tokens {
  accessToken: string;
  refreshToken: string;
  error: string;
}

/** Sets a new password. The mailed link carries its tokens after `#`, which no server and no log ever sees. */
export function UpdatePasswordForm({ action, hint }: { action: FormAction; hint: string }) {
  const [state, submit, isSending] = useFormAction(action, EMPTY_FORM, unanswered);
  const [tokens, setTokens] = useState<Tokens>({ accessToken: "", refreshToken: "", error: "" });
  const id = useId();

  useEffect(() => {
    const hash = new URLSearchParams(window.location.hash.slice(1));
    if (![...hash.keys()].length) return;
    setTokens({ accessToken: hash.get("access_token") ?? "", refreshToken: hash.get("refresh_token") ?? "", error: hash.get("error_description") ?? "" });
    window.history.replaceState(null, "", window.location.pathname); // the tokens stay out of the history
  }, []);

  if (tokens.error) {
    return (
      <>
        <h1 className="text-28 font-semibold tracking-tight">This link no longer works</h1>
        <Notice tone="failed">{`${tokens.error}. A link works once and for one hour.`}</Notice>
        <Link href="/reset" className={buttonClass("primary", "md", "w-full")}>
          Send another link
        </Link>
      </>
    );
  }
  return (
    <>
      <h1 className="text-28 font-semibold tracking-tight">Set a new password</h1>
      {state.message ? (
        <Notice tone={state.status === "done" ? "passed" : "failed"} role={state.status === "done" ? "status" : "alert"}>
          {state.message}
        </Notice>
      ) : null}
      <form action={submit} noValidate className="space-y-4">
        <input type="hidden" name="accessToken" value={tokens.accessToken} />
        <input type="hidden" name="refreshToken" value={tokens.refreshToken} />
        <Field id={`${id}-password`} label="New password" hint={hint} error={state.errors["password"]}>
          {(props) => <PasswordInput {...props} autoComplete="new-password" />}
        </Field>
        <Button type="submit" variant="primary" disabled={isSending} className="w-full">
          {isSending ? "One moment" : "Set password"}
        </Button>
      </form>
    </>
  );
}
