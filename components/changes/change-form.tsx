"use client";

import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { fieldClass } from "#components/ui/field.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { SuggestionList, SuggestionSlots } from "#components/generation/suggestion-list.tsx";

interface ChangeFormProps {
  initial: string;
  /** Null: they are on their way, and their place is kept. */
  suggestions: readonly string[] | null;
  onSubmit: (text: string, isDraft: boolean) => void;
}

/** One field: what to change. What passes goes live unless it is kept as a draft. */
export function ChangeForm({ initial, suggestions, onSubmit }: ChangeFormProps) {
  const [text, setText] = useState(initial);
  const [isDraft, setDraft] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const id = useId();

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (text.trim() === "") return setError("Say what to change, or choose a suggestion.");
    setError(null);
    onSubmit(text, isDraft);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <div className="space-y-1.5">
        <label htmlFor={id} className="block font-medium">
          What should change?
        </label>
        <textarea
          id={id}
          rows={3}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : `${id}-hint`}
          className={classNames(fieldClass, "min-h-24 resize-y py-2.5 text-16")}
        />
        {error ? (
          <p id={`${id}-error`} role="alert" className="text-13 text-failed">
            {error}
          </p>
        ) : (
          <p id={`${id}-hint`} className="text-13 text-muted">
            The version that is live answers until the new one passed. Its contract tests have to pass again, unless your words say otherwise.
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Switch label="Keep it as a draft" checked={isDraft} onChange={(event) => setDraft(event.target.checked)} />
        <Button type="submit" variant="primary" className="max-sm:w-full">
          Change API
        </Button>
      </div>
      {suggestions?.length === 0 ? null : (
        <div className="space-y-2 border-t border-line pt-4">
          <p className="text-13 text-muted">What could come next</p>
          {suggestions ? <SuggestionList suggestions={suggestions} onTry={setText} /> : <SuggestionSlots />}
        </div>
      )}
    </form>
  );
}
