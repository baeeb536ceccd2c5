"use client";

import { LoaderCircle } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Input } from "#components/ui/field.tsx";
import { Link } from "#components/ui/link.tsx";
import { CallTape } from "./call-tape.tsx";
import { SAMPLE_CALLS_TO_TRY } from "./sample-calls-to-try.ts";
import { SampleReply } from "./sample-reply.tsx";
import { useSample } from "./use-sample.ts";

interface SampleConsoleProps {
  /** That a key may make in all. */
  calls: number;
  /** What signing up gives, in words. */
  afterwards: string;
}

/** The sample API, called from here through the gateway, call by call with what is left. */
export function SampleConsole({ calls: total, afterwards }: SampleConsoleProps) {
  const { held, calls, trouble, isBusy, send } = useSample();
  const [path, setPath] = useState<string>(SAMPLE_CALLS_TO_TRY[0].path);
  const id = useId();
  const left = held?.callsLeft ?? total;
  const isOver = left === 0 || trouble?.isLimit === true;

  function choose(chosen: string) {
    setPath(chosen);
    if (!isBusy && !isOver) void send(chosen);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isBusy) void send(path.startsWith("/") ? path : `/${path}`);
  }
  return (
    <div className="grid min-w-0 overflow-hidden rounded-md border border-line bg-surface lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <div className="min-w-0 space-y-4 p-4 max-lg:border-b lg:border-r border-line sm:p-5">
        <ul aria-label="Calls to try" className="space-y-1">
          {SAMPLE_CALLS_TO_TRY.map((call) => (
            <li key={call.path}>
              <button
                type="button"
                disabled={isOver}
                aria-pressed={path === call.path}
                onClick={() => choose(call.path)}
                className={classNames("block w-full rounded-md border px-3 py-2 text-left transition-colors disabled:opacity-55", path === call.path ? "border-edge bg-sunken" : "border-transparent hover:bg-sunken")}
              >
                <span className="block font-medium">{call.label}</span>
                <span className="block font-mono text-13 break-all text-muted">{call.path}</span>
              </button>
            </li>
          ))}
        </ul>
        <form onSubmit={submit} className="space-y-1.5">
          <label htmlFor={id} className="block text-13 font-medium">
            Or your own
          </label>
          <div className="flex gap-2">
            <Input id={id} value={path} onChange={(event) => setPath(event.target.value)} spellCheck={false} autoCapitalize="none" autoComplete="off" maxLength={500} className="min-w-0 flex-1 font-mono text-13" />
            <Button type="submit" disabled={isBusy || isOver}>
              {isBusy ? <LoaderCircle aria-hidden className="spinning size-4" /> : null} Call
            </Button>
          </div>
        </form>
        <CallTape statuses={calls.map(({ status }) => status).filter((status) => status !== 402).toReversed()} left={left} total={total} />
        {held ? <KeyLine secret={held.key} /> : <p className="text-13 text-muted">The first call makes a key for you: no account, {total} calls, one day.</p>}
      </div>
      <div className="min-w-0 bg-sunken/60">
        {isOver ? <Over message={trouble?.message ?? `The ${total} calls of this key are used up.`} afterwards={afterwards} /> : null}
        {trouble && !trouble.isLimit ? (
          <p role="alert" className="border-b border-line px-4 py-3 text-failed sm:px-5">
            {trouble.message}
          </p>
        ) : null}
        <SampleReply calls={calls} isBusy={isBusy} url={held?.url ?? null} />
      </div>
    </div>
  );
}

function KeyLine({ secret }: { secret: string }) {
  return (
    <div className="flex items-center gap-2 text-13">
      <span className="shrink-0 text-muted">Your key</span>
      <code className="min-w-0 flex-1 truncate font-mono">{secret}</code>
      <CopyButton text={secret} label="Copy key" />
    </div>
  );
}

function Over({ message, afterwards }: { message: string; afterwards: string }) {
  return (
    <div role="status" className="settle flex flex-wrap items-center justify-between gap-3 border-b border-line bg-brand-quiet px-4 py-3 sm:px-5">
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-medium">{message}</span> {afterwards}
      </p>
      <Link href="/signup" className={buttonClass("primary")}>
        Sign up
      </Link>
    </div>
  );
}
