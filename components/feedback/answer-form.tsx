"use client";

import { useId, useState } from "react";
import { useAttempt } from "#components/ui/use-attempt.ts";
import type { InboxFeedback } from "#lib/feedback/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Select, Textarea } from "#components/ui/field.tsx";

/** An administrator's answer to one message. */
export function AnswerForm({ item, answer }: { item: InboxFeedback; answer: (id: string, status: string, response: string) => Promise<{ message: string } | null> }) {
  const { isBusy, problem, attempt } = useAttempt();
  const [isSaved, setSaved] = useState(false);
  const id = useId();
  return (
    <form
      noValidate
      className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_10rem]"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string) => { const value = data.get(name); return typeof value === "string" ? value : ""; };
        setSaved(false);
        attempt(() => answer(item.id, text("status"), text("response")), () => setSaved(true));
      }}
    >
      <Field id={`${id}-response`} label={`Answer to ${item.email}`} error={problem || undefined}>
        {(props) => <Textarea {...props} name="response" rows={2} maxLength={4000} defaultValue={item.response ?? ""} className="font-sans" />}
      </Field>
      <div className="space-y-2">
        <Field id={`${id}-status`} label="Status">
          {(props) => (
            <Select {...props} name="status" defaultValue={item.status === "pending" ? "reviewed" : item.status}>
              <option>pending</option>
              <option>reviewed</option>
              <option>resolved</option>
            </Select>
          )}
        </Field>
        <Button type="submit" aria-disabled={isBusy}>{isBusy ? "Saving" : "Save answer"}</Button>
        <p role="status" className="text-13 text-muted">{isSaved ? "Saved." : ""}</p>
      </div>
    </form>
  );
}
