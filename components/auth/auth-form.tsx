"use client";

import { useId, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useFormAction } from "#components/ui/use-form-action.ts";
import { EMPTY_FORM, type FormAction, unanswered } from "./form-state.ts";
import { PasswordInput } from "./password-input.tsx";

interface AuthFormProps {
  title: string;
  action: FormAction;
  /** A verb: "Sign in". */
  submitLabel: string;
  password: "current" | "new" | "none";
  passwordHint?: string;
  /** Where to go afterwards; the action checks that it is a path of ours. */
  next?: string | undefined;
  notice?: ReactNode;
  links: { href: string; text: string; label: string }[];
}

/** Sign in, sign up, and ask for a reset link: one form. Works before the scripts have loaded. */
export function AuthForm({ title, action, submitLabel, password, passwordHint, next, notice, links }: AuthFormProps) {
  const [state, submit, isSending] = useFormAction(action, EMPTY_FORM, unanswered);
  const id = useId();
  if (state.status === "done") {
    return (
      <>
        <h1 className="text-28 font-semibold tracking-tight">{title}</h1>
        <Notice tone="passed" role="status">
          {state.message}
        </Notice>
        <Links links={links} />
      </>
    );
  }
  return (
    <>
      <h1 className="text-28 font-semibold tracking-tight">{title}</h1>
      {notice}
      <Problem>{state.message}</Problem>
      <form action={submit} noValidate className="space-y-4">
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Field id={`${id}-email`} label="E-mail" error={state.errors["email"]}>
          {(props) => <Input {...props} name="email" type="email" autoComplete="email" inputMode="email" defaultValue={state.email} key={state.email} required />}
        </Field>
        {password === "none" ? null : (
          <Field id={`${id}-password`} label="Password" hint={passwordHint} error={state.errors["password"]}>
            {(props) => <PasswordInput {...props} autoComplete={password === "new" ? "new-password" : "current-password"} />}
          </Field>
        )}
        <Button type="submit" variant="primary" disabled={isSending} className="w-full">
          {isSending ? "One moment" : submitLabel}
        </Button>
      </form>
      <Links links={links} />
    </>
  );
}

function Links({ links }: { links: AuthFormProps["links"] }) {
  return (
    <ul className="space-y-1 text-muted">
      {links.map((link) => (
        <li key={link.href}>
          {link.text}{" "}
          <Link href={link.href} className="inline-block rounded-sm py-1 font-medium text-ink underline underline-offset-4">
            {link.label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
