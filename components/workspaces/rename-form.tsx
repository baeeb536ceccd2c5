"use client";

import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

/** How a workspace is called. */
export function RenameForm({ name, save }: { name: string; save: (name: string) => Promise<{ message: string } | null> }) {
  const { isBusy, problem, attempt } = useAttempt();
  const [isSaved, setSaved] = useState(false);
  const id = useId();
  return (
    <form
      noValidate
      className="flex max-w-[32rem] flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get("name");
        setSaved(false);
        attempt(() => save(typeof text === "string" ? text : ""), () => setSaved(true));
      }}
    >
      <div className="min-w-full flex-1 sm:min-w-[14rem]">
        <Field id={`${id}-name`} label="Name of the workspace" error={problem || undefined}>
          {(props) => <Input {...props} name="name" defaultValue={name} maxLength={80} autoComplete="off" />}
        </Field>
      </div>
      <Button type="submit" aria-disabled={isBusy} className="sm:mt-[1.625rem]">
        {isBusy ? "Saving" : "Save name"}
      </Button>
      <p role="status" className="w-full text-13 text-muted">
        {isSaved ? "Saved." : ""}
      </p>
    </form>
  );
}
