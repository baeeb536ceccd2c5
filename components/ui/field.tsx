import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export const fieldClass =
  "w-full rounded-md border border-edge bg-surface px-3 text-14 text-ink placeholder:text-muted transition-colors hover:border-ink " +
  "focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-failed pointer-coarse:min-h-11";

interface FieldProps {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** Keeps the label for screen readers only. */
  isLabelHidden?: boolean;
  children: (props: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
}

/** A labelled control with its hint and error tied to it. */
export function Field({ id, label, hint, error, isLabelHidden, children }: FieldProps) {
  const describedBy = classNames(hint && !error ? `${id}-hint` : "", error ? `${id}-error` : "");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-13 font-medium"}>
        {label}
      </label>
      {children({ id, ...(describedBy ? { "aria-describedby": describedBy } : {}), ...(error ? { "aria-invalid": true as const } : {}) })}
      {hint && !error ? (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-13 text-failed">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** A one-line text input. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={classNames(fieldClass, "h-9", className)} {...rest} />;
}

/** A secret that is no password of a person: covered on the screen, and no password manager offers to keep it or to fill it in. */
export function SecretInput({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return <Input {...rest} type="text" autoComplete="off" autoCapitalize="off" spellCheck={false} className={classNames("[-webkit-text-security:disc]", className)} />;
}

/** A few lines of text. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={classNames(fieldClass, "py-2 font-mono text-13", className)} {...rest} />;
}

/** The browser's own select, dressed as our menus where it lets itself be: works with every assistive tool, on every phone and before any script. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={classNames(fieldClass, "h-9 pr-8 supports-[appearance:base-select]:pr-3", className)} {...rest} />;
}
