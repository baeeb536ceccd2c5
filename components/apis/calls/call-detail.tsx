"use client";

import { useEffect, useState, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RequestId } from "#components/ui/request-id.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CallDetails, CallEntry } from "#lib/calls/schema.ts";
import { BodyText } from "../try/body-text.tsx";
import type { CallableVersion } from "../try/try-console.tsx";
import { CallActions } from "./call-actions.tsx";
import { HeaderList } from "./header-list.tsx";
import { PrintedLines } from "./printed-lines.tsx";
import { readCall } from "./read-call.ts";
import { whyOf } from "./why-of.ts";

/** Everything that is known of one call, and what to do about it. */
export function CallDetail({ apiId, call, versions }: { apiId: string; call: CallEntry; versions: readonly CallableVersion[] }) {
  const [found, setFound] = useState<Awaited<ReturnType<typeof readCall>> | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    readCall(apiId, call.id, gone.signal).then(setFound, () => {});
    return () => gone.abort();
  }, [apiId, call.id, tries]);
  const again = () => {
    setFound(null);
    setTries(tries + 1);
  };
  if (found === null) return <div role="status" aria-label="Reading the call" className="px-4 pb-4"><Skeleton className="h-32" /></div>;
  if ("problem" in found) {
    return (
      <div className="px-4 pb-4">
        <Notice tone="failed" role="alert" title="The call can’t be shown">
          <p>{found.problem.message}</p>
          {found.problem.requestId ? <RequestId id={found.problem.requestId} /> : null}
          <Button size="sm" className="mt-2" onClick={again}>
            Try again
          </Button>
        </Notice>
      </div>
    );
  }
  return <Told apiId={apiId} call={found.call} versions={versions} />;
}

function Told({ apiId, call, versions }: { apiId: string; call: CallDetails; versions: readonly CallableVersion[] }) {
  const { detail } = call;
  const why = whyOf(call);
  return (
    <div className="settle space-y-4 border-t border-line bg-paper px-4 py-4">
      {why ? <Notice tone="failed" title={why.title}>{why.text}</Notice> : null}
      <CallActions apiId={apiId} call={call} versions={versions} />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-13 sm:grid-cols-3 lg:grid-cols-4">
        <Fact term="Version">{call.version === null ? "none" : String(call.version)}</Fact>
        <Fact term="Time">{showMs(call.durationMs)}</Fact>
        <Fact term="Wake">{call.wakeMs === null ? "was awake" : showMs(call.wakeMs)}</Fact>
        <Fact term="Limit">{detail.limit ? `${detail.limit.name}: ${detail.limit.used} of ${detail.limit.limit}` : call.isOwner ? "none, called from here" : "none was taken"}</Fact>
        <Fact term="Came in">{`${detail.requestBytes.toLocaleString("en")} B`}</Fact>
        <Fact term="Went out">{`${detail.responseBytes.toLocaleString("en")} B`}</Fact>
        <Fact term="At">{call.createdAt.replace("T", " ").replace(/\.\d+Z$/, " UTC")}</Fact>
        <Fact term="Request id">
          <span className="flex items-center gap-1">
            <span className="min-w-0 truncate">{call.requestId}</span>
            <CopyButton text={call.requestId} label="Copy request id" />
          </span>
        </Fact>
      </dl>
      {detail.skipped > 0 ? <p className="text-13 text-muted">{`${detail.skipped.toLocaleString("en")} calls before this one are not kept: of one API, 1,200 a minute are. Analytics counts all.`}</p> : null}
      <div className="grid gap-4 lg:grid-cols-2">
        <Part title="What came in">
          <p className="font-mono text-13 break-all">{`${call.method} ${call.path}${call.query === null ? "" : `?${call.query}`}`}</p>
          <HeaderList headers={detail.headers} hidden={detail.otherHeaders} />
          {detail.body ? <BodyText text={detail.body.text} label="Body that came in" /> : detail.requestBytes > 0 ? <p className="text-13 text-muted">Its body isn&apos;t kept: only JSON of at most 8 KB is.</p> : null}
          {detail.body?.isMasked ? <p className="text-13 text-muted">What is named like a secret is left out.</p> : null}
        </Part>
        <Part title="What came back">
          <HeaderList headers={detail.replyHeaders} hidden={[]} />
          {detail.reply ? <BodyText text={detail.reply.text} label="Body that came back" /> : <p className="text-13 text-muted">{detail.responseBytes > 0 ? "Its body isn’t kept: only JSON of at most 8 KB is." : "No body."}</p>}
        </Part>
        <Part title="Console">
          <PrintedLines lines={call.console} />
        </Part>
        <Part title="Calls to other services">
          {call.outbound.length === 0 ? <p className="text-13 text-muted">None.</p> : null}
          <ul className="space-y-1 font-mono text-12">
            {call.outbound.map((sent, index) => (
              <li key={index} className="break-all">{`${sent.method} ${sent.host} ${sent.statusCode ?? "no reply"} ${showMs(sent.responseTimeMs)}${sent.reason ? ` ${sent.reason}` : ""}`}</li>
            ))}
          </ul>
        </Part>
      </div>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-muted">{term}</dt>
      <dd className="min-w-0 font-mono text-13 break-words">{children}</dd>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0 space-y-2">
      <h3 className="text-13 font-semibold">{title}</h3>
      {children}
    </section>
  );
}
