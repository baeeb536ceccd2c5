import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { StatusCode } from "#components/ui/status-code.tsx";
import { BodyText } from "./body-text.tsx";
import type { CallProblem } from "./call-as-owner.ts";
import type { OwnerReply } from "./reply-schema.ts";

/** What came of a call: status, time, version, wake, body and headers; or why there was no reply. */
export function ReplyView({ apiId, outcome }: { apiId: string; outcome: { reply: OwnerReply } | { problem: CallProblem } }) {
  if ("problem" in outcome) {
    const { message, requestId } = outcome.problem;
    return (
      <Notice tone="failed" role="alert" title="There was no reply">
        {message}
        {requestId ? <span className="mt-1 block font-mono text-12 break-all text-muted">{`Request id ${requestId}`}</span> : null}
      </Notice>
    );
  }
  const { reply } = outcome;
  return (
    <Card
      title={<span role="status" className="flex items-center gap-2">Reply <StatusCode status={reply.status} /></span>}
      aside={
        <span className="flex flex-wrap items-center gap-x-4 font-mono tabular-nums">
          <span>{showMs(reply.ms)}</span>
          <span>{reply.isCold ? `woke in ${showMs(reply.wakeMs)}` : "was awake"}</span>
          {reply.version === null ? null : <span>{`version ${reply.version}`}</span>}
        </span>
      }
    >
      <div className="space-y-3">
        <BodyText text={reply.body} label="Body of the reply" />
        <details className="text-13">
          <summary className="flex min-h-8 items-center rounded-sm text-muted pointer-coarse:min-h-11">{`Headers, ${Object.keys(reply.headers).length}`}</summary>
          <dl className="space-y-0.5 pt-1 font-mono text-12 break-all">
            {Object.entries(reply.headers).map(([name, value]) => (
              <div key={name}>
                <dt className="inline text-muted">{name}: </dt>
                <dd className="inline">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
        <p className="flex flex-wrap items-center gap-x-2 text-13 text-muted">
          <Link href={`/apis/${apiId}/logs?requestId=${reply.requestId}`} className="font-medium text-ink underline underline-offset-4">
            See it in the logs
          </Link>
          <span className="font-mono text-12 break-all">{reply.requestId}</span>
          <CopyButton text={reply.requestId} label="Copy request id" />
        </p>
        <p className="text-13 text-muted">A call from here takes nothing of any limit, so it carries no RateLimit headers; one with a key does.</p>
      </div>
    </Card>
  );
}
