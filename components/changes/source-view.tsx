"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
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
import { type Source, type SourceEdit, useSourceEdit } from "./use-source-edit.ts";

interface SourceViewProps {
  apiId: string;
  /** The version that is edited, as it is now. */
  base: Source;
  /** Where what is typed is kept while nothing has become of it. */
  keptAs: string;
  generationId: string | null;
  checkTypes: CheckTypes;
}

/** An API's source and tests are edited by hand; the gate answers live, and what was written stays. */
export function SourceView({ apiId, base, keptAs, generationId, checkTypes }: SourceViewProps) {
  const page = `/apis/${apiId}/change/source`;
  const { state, refused, unsent, startAt, cancel, answer, reset } = useBuild(generationId, page);
  const router = useRouter();
  const edit = useSourceEdit(keptAs, base);
  const { files, tests, note, change, changeFile, settle } = edit;
  const [chosen, setCurrent] = useState("");
  const current = chosen in files ? chosen : (Object.keys(files)[0] ?? "main.ts");
  const [isLive, setLive] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const types = useTypeCheck(checkTypes, files);
  // After the key is shown: the first mistake brings a list of findings with it.
  const settledTests = useDeferredValue(tests);
  const wrongTests = useMemo(() => [whereJsonFails(settledTests)].filter((wrong) => wrong !== null), [settledTests]);
  const { findings } = types;
  const wrongLines = useMemo(() => findings.filter(({ file }) => file === current), [findings, current]);
  const changeCurrent = useCallback((text: string) => changeFile(current, text), [changeFile, current]);
  const changeTests = useCallback((text: string) => change({ tests: text }), [change]);
  const isStored = state.phase === "live" || state.phase === "draft";
  useEffect(() => {
    if (isStored) settle();
  }, [isStored, settle]);

  function send() {
    const read = readTests(tests);
    if (typeof read === "string") return setError(read);
    setError(null);
    startAt(`/api/v1/apis/${apiId}/versions`, note || "Edited by hand", { files, contractTests: read, note, deploy: isLive, from: edit.from.number });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    send();
  }
  if (state.phase !== "idle") {
    return <BuildProgress state={state} unsent={unsent} isChange onCancel={() => void cancel()} onAnswer={(text) => void answer(text)} onTry={send} onBuild={reset} onReset={() => { reset(); router.refresh(); }} />;
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {refused ? <BuildRefusal title="The version was not stored" refused={refused} signIn={refused.isSignedOut ? { path: page, build: null } : null} onTry={send} /> : null}
      {error ? <Notice tone="failed" role="alert" title="The contract tests can’t be read">{error}</Notice> : null}
      <BesideBase edit={edit} base={base} />
      <Card title={`Source of version ${edit.from.number}`} headingId="source">
        <div className="space-y-3">
          {Object.keys(files).length > 1 ? (
            <Field id="file" label="File">
              {(props) => <Select {...props} value={current} onChange={(event) => setCurrent(event.target.value)}>{Object.keys(files).map((name) => <option key={name}>{name}</option>)}</Select>}
            </Field>
          ) : null}
          <CodeEditor key={current} label={current} language="typescript" text={files[current] ?? ""} onChange={changeCurrent} diagnostics={wrongLines} />
          <TypeCheck types={types} current={current} onOpen={setCurrent} />
        </div>
      </Card>
      <Card title="Contract tests" headingId="tests" aside="JSON, as the API’s versions hold them">
        <CodeEditor label="Contract tests" language="json" text={tests} onChange={changeTests} diagnostics={wrongTests} />
      </Card>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-60 flex-1">
          <Field id="note" label="What you changed" hint="For the history. Left empty, what differs is told.">
            {(props) => <Input {...props} value={note} maxLength={2_000} onChange={(event) => change({ note: event.target.value })} />}
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

/** What was typed against what is there now, and the way back to it. */
function BesideBase({ edit, base }: { edit: SourceEdit; base: Source }) {
  if (!edit.isEdited || !(edit.isBehind || edit.isKept)) return null;
  return (
    <Notice title={edit.isBehind ? `Version ${base.number} has replaced version ${edit.from.number}` : "Your unfinished edit is still here"}>
      <p>{edit.isBehind ? `What you have typed stays: it starts from version ${edit.from.number}, without what version ${base.number} changed.` : "Nothing of it is stored as a version yet."}</p>
      <Button size="sm" className="mt-3" onClick={edit.startOver}>
        {`Discard it and start from version ${base.number}`}
      </Button>
    </Notice>
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
