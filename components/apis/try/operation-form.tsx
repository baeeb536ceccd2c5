"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, Select } from "#components/ui/field.tsx";
import { BodyForm } from "./body-form.tsx";
import { type CallDraft, type DraftProblems, problemsOf } from "./draft-call.ts";
import { ParameterFields } from "./parameter-fields.tsx";
import type { TryOperation } from "./read-operations.ts";
import type { CallableVersion } from "./try-console.tsx";

interface OperationFormProps {
  operation: TryOperation;
  draft: CallDraft;
  onDraft: (draft: CallDraft) => void;
  isBusy: boolean;
  onSend: () => void;
  versions: readonly CallableVersion[];
  version: number | null;
  onVersion: (version: number | null) => void;
}

/** One operation: what it is, its parameters and body as fields, and the button that calls it. What is wrong is said at its field, when it is sent. */
export function OperationForm({ operation, draft, onDraft, isBusy, onSend, versions, version, onVersion }: OperationFormProps) {
  const [wasSent, setSent] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problems: DraftProblems = wasSent ? problemsOf(operation, draft) : {};

  function submit(event: FormEvent) {
    event.preventDefault();
    setSent(true);
    if (Object.keys(problemsOf(operation, draft)).length === 0) return onSend();
    requestAnimationFrame(() => {
      const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid]");
      // What is wrong is never folded away.
      const fold = wrong?.closest("details");
      if (fold) fold.open = true;
      wrong?.focus();
    });
  }
  return (
    <form ref={form} onSubmit={submit} noValidate aria-labelledby="try-heading" className="min-w-0 rounded-md border border-line bg-surface">
      <div className="space-y-1 border-b border-line px-4 py-3">
        <h2 id="try-heading" className="flex flex-wrap items-baseline gap-x-2 font-mono text-14 font-semibold">
          <span className="text-muted">{operation.method}</span>
          <span className="min-w-0 break-all">{operation.path}</span>
        </h2>
        {operation.summary ? <p className="break-words">{operation.summary}</p> : null}
        {operation.description ? <p className="max-w-[72ch] text-13 break-words whitespace-pre-line text-muted">{operation.description}</p> : null}
      </div>
      <div className="space-y-4 p-4">
        <ParameterFields parameters={operation.parameters} values={draft.values} problems={problems} onValues={(values) => onDraft({ ...draft, values })} />
        {operation.body ? <BodyForm body={operation.body} text={draft.body} problems={problems} onChange={(body) => onDraft({ ...draft, body })} /> : null}
        <div className="flex flex-wrap items-end justify-between gap-3">
          <p className="max-w-[48ch] text-13 text-muted">Called as you: no key is needed, nothing is counted. It acts on the API&apos;s real data.</p>
          <div className="flex flex-wrap items-end gap-2 max-sm:w-full">
            {versions.length > 1 ? (
              <Field id="try-version" label="Version" isLabelHidden>
                {(props) => (
                  <Select {...props} value={version ?? ""} onChange={(event) => onVersion(event.target.value === "" ? null : Number(event.target.value))}>
                    {versions.map(({ number, state }) => (
                      <option key={number} value={state === "live" ? "" : number}>{`Version ${number}, ${state}`}</option>
                    ))}
                  </Select>
                )}
              </Field>
            ) : null}
            <Button type="submit" variant="primary" aria-disabled={isBusy} onClick={(event) => isBusy && event.preventDefault()} className="max-sm:grow">
              {isBusy ? "Calling" : "Send call"}
            </Button>
          </div>
        </div>
        <Replies replies={operation.replies} />
      </div>
    </form>
  );
}

function Replies({ replies }: { replies: TryOperation["replies"] }) {
  if (replies.length === 0) return null;
  return (
    <details className="border-t border-line pt-2 text-13">
      <summary className="flex min-h-8 items-center rounded-sm text-muted pointer-coarse:min-h-11">{`What it answers: ${replies.map(({ status }) => status).join(", ")}`}</summary>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pt-1">
        {replies.map(({ status, description }) => (
          <div key={status} className="contents">
            <dt className="font-mono">{status}</dt>
            <dd className="break-words">{description}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
