"use client";

import { useId, useRef, useState } from "react";
import { useAttempt } from "#components/ui/use-attempt.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Select, Textarea } from "#components/ui/field.tsx";
import { FEEDBACK_WORDS } from "./feedback-words.ts";

/** Says something to whoever runs this installation. What was typed stays until it was sent. */
export function FeedbackForm({ send }: { send: (type: string, message: string) => Promise<{ message: string } | null> }) {
  const { isBusy, problem, attempt } = useAttempt();
  const [isSent, setSent] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  return (
    <form
      ref={form}
      noValidate
      className="max-w-[40rem] space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string) => { const value = data.get(name); return typeof value === "string" ? value : ""; };
        setSent(false);
        attempt(() => send(text("type"), text("message")), () => { setSent(true); form.current?.reset(); });
      }}
    >
      <div className="sm:w-60">
        <Field id={`${id}-type`} label="What it is">
          {(props) => (
            <Select {...props} name="type">
              {Object.entries(FEEDBACK_WORDS).map(([value, title]) => <option key={value} value={value}>{title}</option>)}
            </Select>
          )}
        </Field>
      </div>
      <Field id={`${id}-message`} label="Message" hint="What you did, what happened, and what you expected. No keys or secrets." error={problem || undefined}>
        {(props) => <Textarea {...props} name="message" rows={5} maxLength={4000} className="font-sans" />}
      </Field>
      <Button type="submit" variant="primary" aria-disabled={isBusy}>{isBusy ? "Sending" : "Send feedback"}</Button>
      <p role="status" className="text-13 text-muted">{isSent ? "Sent. The answer comes to this page." : ""}</p>
    </form>
  );
}
