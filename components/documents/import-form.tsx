"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import type { ImportReport } from "#lib/documents/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Input, Select } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { askInTime } from "#components/ui/ask-in-time.ts";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";

type State = { kind: "idle" } | { kind: "sending" } | { kind: "done"; report: ImportReport } | { kind: "refused"; message: string };

/** Sends a file of JSON lines or CSV as it is, and tells what became of its rows. */
export function ImportForm({ apiId, collection }: { apiId: string; collection: string }) {
  const router = useRouter();
  const [state, setState] = useState<State>({ kind: "idle" });
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    const name = String(form.get("collection")).trim();
    if (!(file instanceof File) || file.size === 0) return setState({ kind: "refused", message: "Choose a file of JSON lines (.jsonl) or CSV (.csv) first." });
    if (!/^[A-Za-z]\w{0,62}$/.test(name) && name !== "_kv") return setState({ kind: "refused", message: "A collection's name has letters, digits and _, and starts with a letter." });
    setState({ kind: "sending" });
    setState(await send(`/api/v1/apis/${apiId}/collections/${name}/import?existing=${String(form.get("existing"))}`, file));
    router.refresh();
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-3">
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_auto]">
        <Field id="import-file" label="File">
          {(control) => <Input {...control} type="file" name="file" accept=".jsonl,.ndjson,.csv,text/csv,application/x-ndjson" className="h-auto py-1.5" />}
        </Field>
        <Field id="import-collection" label="Into collection">
          {(control) => <Input {...control} name="collection" defaultValue={collection} placeholder="books" maxLength={63} spellCheck={false} autoCapitalize="off" className="font-mono" />}
        </Field>
        <Field id="import-existing" label="When an id is taken">
          {(control) => (
            <Select {...control} name="existing" defaultValue="refuse">
              <option value="refuse">Report the row as failed</option>
              <option value="skip">Keep what is stored</option>
              <option value="replace">Replace what is stored</option>
            </Select>
          )}
        </Field>
        <Button type="submit" aria-disabled={state.kind === "sending"}>
          {state.kind === "sending" ? "Importing…" : "Import"}
        </Button>
      </div>
      <p className="text-13 text-muted">One document a line. Lines that can&apos;t be stored are listed with the reason; the others are stored.</p>
      {state.kind === "refused" ? (
        <Notice tone="failed" role="alert">
          {state.message}
        </Notice>
      ) : null}
      {state.kind === "done" ? <Report report={state.report} /> : null}
    </form>
  );
}

/** A large file takes its time on a slow line. */
const LIMIT_MS = 600_000;

async function send(url: string, file: File): Promise<State> {
  const type = /\.csv$/i.test(file.name) || file.type === "text/csv" ? "text/csv" : "application/x-ndjson";
  try {
    const [response, { importReportSchema }] = await Promise.all([askInTime(url, { method: "POST", headers: { "content-type": type }, body: file }, LIMIT_MS), import("#lib/documents/schema.ts")]);
    const body: unknown = await response.json();
    const report = importReportSchema.safeParse(body);
    if (response.ok && report.success) return { kind: "done", report: report.data };
    const message = body !== null && typeof body === "object" && "message" in body ? String(body.message) : `The server answered ${response.status}. Try again in a few seconds.`;
    return { kind: "refused", message };
  } catch (error) {
    return { kind: "refused", message: `${whyUnanswered(error, LIMIT_MS)} What came through is stored: import the file again and keep what is stored.` };
  }
}

function Report({ report: { stored, skipped, failed, errors, stopped } }: { report: ImportReport }) {
  const parts = [`${stored.toLocaleString("en-US")} stored`, ...(skipped ? [`${skipped.toLocaleString("en-US")} left as they were`] : []), ...(failed ? [`${failed.toLocaleString("en-US")} failed`] : [])];
  return (
    <Notice tone={failed > 0 || stopped ? "paused" : "passed"} role="status" title={parts.join(", ")}>
      {stopped ? (
        <p>
          Stopped at line {stopped.line}: {stopped.reason}
        </p>
      ) : null}
      {errors.length > 0 ? (
        <ul className="max-h-56 space-y-1 overflow-auto text-13" tabIndex={0} aria-label="Lines that failed">
          {errors.map(({ line, reason }) => (
            <li key={`${line} ${reason}`}>
              <span className="font-mono tabular-nums">Line {line}</span>: {reason}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
