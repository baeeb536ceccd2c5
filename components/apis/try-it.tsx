"use client";

import { useId, useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Field, fieldClass, Input, Select } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { StatusCode } from "#components/ui/status-code.tsx";
import type { ApiOperation } from "./operations-of.ts";

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
  ms: number;
}
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Calls the API as its owner: no key is needed and nothing is counted. */
export function TryIt({ apiId, operations }: { apiId: string; operations: ApiOperation[] }) {
  const first = operations[0] ?? { method: "GET", path: "/", summary: "", body: "" };
  const [call, setCall] = useState({ method: first.method, path: first.path, body: first.body });
  const [reply, setReply] = useState<Reply | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isCalling, setCalling] = useState(false);
  const id = useId();
  const takesBody = call.method !== "GET" && call.method !== "DELETE";
  const chosen = operations.findIndex((operation) => operation.method === call.method && operation.path === call.path);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (call.path.includes("{")) return setProblem("Replace the part in braces with a value, for example an id from a reply.");
    setProblem(null);
    setCalling(true);
    const result = await callAsOwner(apiId, call, takesBody);
    setCalling(false);
    if (typeof result === "string") setProblem(result);
    else setReply(result);
  }
  return (
    <form onSubmit={send} className="space-y-3">
      {operations.length > 0 ? (
        <Field id={`${id}-operation`} label="Operation">
          {(props) => (
            <Select {...props} value={chosen} onChange={(event) => setCall(operations[Number(event.target.value)] ?? call)}>
              {chosen === -1 ? <option value={-1}>Your own</option> : null}
              {operations.map((operation, index) => (
                <option key={`${operation.method} ${operation.path}`} value={index}>
                  {`${operation.method} ${operation.path}${operation.summary ? `  ${operation.summary}` : ""}`}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-2">
        <Field id={`${id}-method`} label="Method">
          {(props) => (
            <Select {...props} className="font-mono" value={call.method} onChange={(event) => setCall({ ...call, method: event.target.value })}>
              {METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field id={`${id}-path`} label="Path and query" error={call.path.includes("{") && problem ? problem : undefined}>
          {(props) => (
            <Input {...props} className="font-mono" value={call.path} spellCheck={false} autoCapitalize="off" onChange={(event) => setCall({ ...call, path: event.target.value })} />
          )}
        </Field>
      </div>
      {takesBody ? (
        <Field id={`${id}-body`} label="Body, JSON">
          {(props) => (
            <textarea
              {...props}
              rows={5}
              spellCheck={false}
              value={call.body}
              onChange={(event) => setCall({ ...call, body: event.target.value })}
              className={classNames(fieldClass, "resize-y py-2 font-mono text-13")}
            />
          )}
        </Field>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-13 text-muted">Called as you: no key needed, nothing counted.</p>
        <Button type="submit" variant="primary" disabled={isCalling}>
          {isCalling ? "Calling" : "Send call"}
        </Button>
      </div>
      {problem && !call.path.includes("{") ? (
        <Notice tone="failed" role="alert" title="The call was not made">
          {problem}
        </Notice>
      ) : null}
      {reply ? <ReplyView reply={reply} /> : null}
    </form>
  );
}

function ReplyView({ reply }: { reply: Reply }) {
  return (
    <figure className="settle min-w-0 overflow-hidden rounded-md border border-line">
      <figcaption className="flex items-center justify-between gap-3 border-b border-line px-3 py-2 text-13 text-muted">
        <span role="status" className="flex items-center gap-2">
          Reply <StatusCode status={reply.status} />
        </span>
        <span className="font-mono tabular-nums">{showMs(reply.ms)}</span>
      </figcaption>
      <pre tabIndex={0} aria-label="Body of the reply" className="max-h-80 overflow-auto p-3 font-mono text-13">
        {pretty(reply.body) || "Empty body"}
      </pre>
      <details className="border-t border-line px-3 py-1.5 text-13">
        <summary className="rounded-sm py-1 text-muted">Headers</summary>
        <dl className="py-1 font-mono text-12 break-all">
          {Object.entries(reply.headers).map(([name, value]) => (
            <div key={name}>
              <dt className="inline text-muted">{name}: </dt>
              <dd className="inline">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </figure>
  );
}

/** The reply, or why there is none. */
async function callAsOwner(apiId: string, call: { method: string; path: string; body: string }, takesBody: boolean): Promise<Reply | string> {
  const hasBody = takesBody && call.body.trim() !== "";
  try {
    const response = await fetch(`/api/v1/apis/${apiId}/try`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ method: call.method, path: call.path, ...(hasBody ? { body: call.body, headers: { "Content-Type": "application/json" } } : {}) }),
    });
    const body = await response.json();
    if (!response.ok) return typeof body?.message === "string" ? body.message : `The server answered ${response.status}. Try again.`;
    return body;
  } catch {
    return "The server can't be reached. Check the connection and try again.";
  }
}

/** JSON with line breaks; anything else as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
