"use client";

import { startTransition, useId, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { useFormAction } from "#components/ui/use-form-action.ts";

export interface NameState {
  isSaved: boolean;
  error: string;
}

/** How somebody is called. */
export function NameForm({ name, save }: { name: string; save: (state: NameState, data: FormData) => Promise<NameState> }) {
  const [state, submit, isSending] = useFormAction(save, { isSaved: false, error: "" }, (error) => ({ isSaved: false, error }));
  const id = useId();
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault(); // the field keeps what was typed
    const data = new FormData(event.currentTarget);
    startTransition(() => submit(data));
  }
  return (
    <form onSubmit={onSubmit} noValidate className="flex max-w-[32rem] flex-wrap items-start gap-3">
      <div className="min-w-full flex-1 sm:min-w-[14rem]">
        <Field id={`${id}-name`} label="Name" error={state.error || undefined}>
          {(props) => <Input {...props} name="displayName" defaultValue={name} maxLength={80} autoComplete="name" />}
        </Field>
      </div>
      <Button type="submit" aria-disabled={isSending} className="sm:mt-[1.625rem]">
        {isSending ? "Saving" : "Save name"}
      </Button>
      <p role="status" className="w-full text-13 text-muted">
        {state.isSaved && !isSending ? "Saved." : ""}
      </p>
    </form>
  );
}
