"use client";

import { useId, useState, type FormEvent, type KeyboardEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { fieldClass } from "#components/ui/field.tsx";

interface PromptFormProps {
  examples: readonly string[];
  initial?: string;
  isBusy: boolean;
  onSubmit: (prompt: string) => void;
  hasAutoFocus?: boolean;
}

/** One field and the examples; an example starts its build at once. */
export function PromptForm({ examples, initial = "", isBusy, onSubmit, hasAutoFocus = false }: PromptFormProps) {
  const [prompt, setPrompt] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const id = useId();

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (isBusy) return;
    if (prompt.trim() === "") return setError("Say what the API should do, or choose an example.");
    setError(null);
    onSubmit(prompt);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <div className="space-y-1.5">
        <label htmlFor={id} className="block font-medium">
          What should the API do?
        </label>
        <textarea
          id={id}
          name="prompt"
          rows={3}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has this one field and nothing before it
          autoFocus={hasAutoFocus}
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
          onKeyDown={onKeyDown}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : `${id}-hint`}
          placeholder={examples[0]}
          className={classNames(fieldClass, "min-h-24 resize-y py-2.5 text-16")}
        />
        {error ? (
          <p id={`${id}-error`} role="alert" className="text-13 text-failed">
            {error}
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p id={`${id}-hint`} className="text-13 text-muted">
          Name what it keeps and which fields each has, or what it computes.
        </p>
        <Button type="submit" variant="primary" disabled={isBusy} className="max-sm:w-full">
          Create API
        </Button>
      </div>
      <div className="space-y-2 border-t border-line pt-4">
        <p className="text-13 text-muted" id={`${id}-examples`}>
          Or build one of these
        </p>
        <ul aria-labelledby={`${id}-examples`} className="flex flex-wrap gap-2">
          {examples.map((example) => (
            <li key={example} className="max-w-full">
              <Button size="wrap" disabled={isBusy} onClick={() => onSubmit(example)}>
                {example}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </form>
  );
}
