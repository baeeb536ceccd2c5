import { ErrorPanel } from "#components/layout/error-panel.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyLine } from "#components/ui/copy-line.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { LoadingList } from "#components/ui/placeholder.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Method } from "#components/ui/method.tsx";
import { Notice, type NoticeTone } from "#components/ui/notice.tsx";
import { RequestId } from "#components/ui/request-id.tsx";
import { Snippet } from "#components/ui/snippet.tsx";
import { StateBadge, type BadgeState } from "#components/ui/state-badge.tsx";
import { StatusCode } from "#components/ui/status-code.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { Part } from "./part.tsx";

const STATES: readonly BadgeState[] = ["live", "awake", "asleep", "building", "passed", "paused", "failed", "cancelled", "deleted", "revoked"];
const NOTICES: readonly { tone: NoticeTone; title: string; text: string }[] = [
  { tone: "info", title: "Asleep", text: "Nobody called it for a while. The next call wakes it." },
  { tone: "passed", title: "Version 3 is live", text: "It answers every call from now on." },
  { tone: "paused", title: "Paused", text: "Calls are answered with 423 until you resume it." },
  { tone: "failed", title: "The key was not made", text: "This workspace has 50 keys, which is the limit. Revoke one first." },
];

/** What the product says: states, messages, nothing yet, not yet, not at all. */
export function DesignFeedback({ theme }: { theme: string }) {
  return (
    <div className="space-y-8">
      <Part name="State: an icon and a word">
        {STATES.map((state) => (
          <StateBadge key={state} state={state} />
        ))}
      </Part>
      <Part name="Badge, method, status, time">
        <Badge>free</Badge>
        <Badge tone="brand">live</Badge>
        <Badge tone="building">draft</Badge>
        <Badge tone="paused">deprecated</Badge>
        <Badge tone="failed">over its limit</Badge>
        <Badge tone="test-money">test money</Badge>
        <Method method="POST" />
        <StatusCode status={200} />
        <StatusCode status={502} />
        <TimeAgo iso="2026-01-01T12:00:00.000Z" />
      </Part>
      <Part name="Meter" isStacked>
        <Meter label={`Calls this hour, ${theme}`} used={42} limit={100} words="42 of 100" />
        <Meter label={`Generations this hour, ${theme}`} used={9} limit={10} words="9 of 10" />
        <Meter label={`Stored data, ${theme}`} used={100} limit={100} words="100 of 100 MB" />
      </Part>
      <Part name="Notice" isStacked>
        {NOTICES.map(({ tone, title, text }) => (
          <Notice key={tone} tone={tone} title={title}>
            {text}
          </Notice>
        ))}
      </Part>
      <Part name="To copy" isStacked>
        <CopyLine text="https://example.com/api_0123456789abcdef" label="Copy address" />
        <Snippet title={`List the books, ${theme}`} text={'curl https://example.com/api_0123456789abcdef/books \\\n  -H "Authorization: Bearer $KEY"'} />
        <RequestId id="req_4f9c1e2ab7" />
      </Part>
      <Part name="Card, empty, loading, error" isStacked>
        <Card title="Secrets" aside="2 of 20" headingId={`card-${theme}`}>
          A part of a page, with its heading.
        </Card>
        <Empty title="No calls yet">The first call shows up here a second after it was made.</Empty>
        <LoadingList what={`a sample, ${theme}`} />
        <ErrorPanel error={{ digest: "1234567890" }} level={3} />
      </Part>
    </div>
  );
}
