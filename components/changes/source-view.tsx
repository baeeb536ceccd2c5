"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useCallback, useDeferredValue, useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeEditor } from "#components/ui/code-editor.tsx";
import { Field, Input, Select } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { whereJsonFails } from "#components/ui/where-json-fails.ts";
import { BuildProgress } from "#components/generation/build-progress.tsx";
import { BuildRefusal } from "#components/generation/build-refusal.tsx";
import { useBuild } from "#components/generation/use-build.ts";
import { type CheckTypes, TypeCheck, useTypeCheck } from "./type-check.tsx";

interface SourceViewProps {
  apiId: string;
  /** The version that is edited. */
  from: number;
  files: Record<string, string>;
  /** JSON. */
  contractTests: string;
  generationId: string | null;
  checkTypes: CheckTypes;
}

/** An API's source and tests are edited by hand; the gate answers live, and what was written stays. */
export function SourceView({ apiId, from, files: stored, contractTests, generationId, checkTypes }: SourceViewProps) {
  const page = `/apis/${apiId}/change/source`;
  const { state, refused, isUnsent, startAt, cancel, answer, reset } = useBuild(generationId, page);
  const router = useRouter();
  const [files, setFiles] = useState(stored);
  const [tests, setTests] = useState(contractTests);
  const [current, setCurrent] = useState(Object.keys(stored)[0] ?? "main.ts");
  const [note, setNote] = useState("");
  const [isLive, setLive] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const types = useTypeCheck(checkTypes, files);
  // After the key is shown: the first mistake brings a list of findings with it.
  const settledTests = useDeferredValue(tests);
  const wrongTests = useMemo(() => [whereJsonFails(settledTests)].filter((wrong) => wrong !== null), [settledTests]);
  const { findings } = types;
  const wrongLines = useMemo(() => findings.filter(({ file }) => file === current), [findings, current]);
  const changeFile = useCallback((text: string) => setFiles((all) => ({ ...all, [current]: text })), [current]);

  function send() {
    const read = readTests(tests);
    if (typeof read === "string") return setError(read);
    setError(null);
    startAt(`/api/v1/apis/${apiId}/versions`, note || "Edited by hand", { files, contractTests: read, note, deploy: isLive, from });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    send();
  }
  if (state.phase !== "idle") {
    return <BuildProgress state={state} isUnsent={isUnsent} isChange onCancel={() => void cancel()} onAnswer={(text) => void answer(text)} onTry={send} onBuild={reset} onReset={() => { reset(); router.refresh(); }} />;
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {refused ? <BuildRefusal title="The version was not stored" refused={refused} signIn={refused.isSignedOut ? { path: page, build: null } : null} onTry={send} /> : null}
      {error ? <Notice tone="failed" role="alert" title="The contract tests can’t be read">{error}</Notice> : null}
      <Card title={`Source of version ${from}`} headingId="source">
        <div className="space-y-3">
          {Object.keys(files).length > 1 ? (
            <Field id="file" label="File">
              {(props) => <Select {...props} value={current} onChange={(event) => setCurrent(event.target.value)}>{Object.keys(files).map((name) => <option key={name}>{name}</option>)}</Select>}
            </Field>
          ) : null}
          <CodeEditor key={current} label={current} language="typescript" text={files[current] ?? ""} onChange={changeFile} diagnostics={wrongLines} />
          <TypeCheck types={types} current={current} onOpen={setCurrent} />
        </div>
      </Card>
      <Card title="Contract tests" headingId="tests" aside="JSON, as the API’s versions hold them">
        <CodeEditor label="Contract tests" language="json" text={tests} onChange={setTests} diagnostics={wrongTests} />
      </Card>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-60 flex-1">
          <Field id="note" label="What you changed" hint="For the history. Left empty, what differs is told.">
            {(props) => <Input {...props} value={note} maxLength={2_000} onChange={(event) => setNote(event.target.value)} />}
          </Field>
        </div>
        <Switch label="Make it live when it passes" checked={isLive} onChange={(event) => setLive(event.target.checked)} />
        <Button type="submit" variant="primary" className="max-sm:w-full">
          Test and store
        </Button>
      </div>
    </form>
  );
}

/** The tests, or why they can't be read; their form is checked by the server. */
function readTests(text: string): unknown[] | string {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : "They are a list: put them between [ and ].";
  } catch (error) {
    return error instanceof Error ? error.message : "They are not JSON.";
  }
}
