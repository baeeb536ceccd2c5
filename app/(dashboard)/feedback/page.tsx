import { FeedbackForm } from "#components/feedback/feedback-form.tsx";
import { FeedbackList } from "#components/feedback/feedback-list.tsx";
import { LiveUpdates } from "#components/live/live-updates.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { isAdministrator } from "#lib/auth/is-administrator.ts";
import { webDeps } from "#lib/deps.ts";
import { listFeedback } from "#lib/feedback/list-feedback.ts";
import { requireActor } from "../../current-actor.ts";
import { sendFeedbackAction } from "./actions.ts";

export const metadata = { title: "Feedback" };

const KINDS: readonly string[] = [];

export default async function FeedbackPage() {
  const actor = await requireActor("/feedback");
  const deps = webDeps();
  const asOf = deps.clock.now();
  const [items, isAdmin] = await Promise.all([listFeedback({}, actor, deps), isAdministrator(actor, deps)]);
  return (
    <>
      <PageHeader title="Feedback" lead="It goes to whoever runs this installation. Their answers are shown here." action={isAdmin ? <Link href="/feedback/inbox" className={buttonClass("secondary")}>Inbox</Link> : undefined} />
      <LiveUpdates asOf={asOf} kinds={KINDS} everySeconds={30} />
      <div className="space-y-6">
        <Card title="Send feedback" headingId="send">
          <FeedbackForm send={sendFeedbackAction} />
        </Card>
        <section aria-labelledby="sent" className="space-y-3">
          <h2 id="sent" className="text-16 font-semibold">What you sent</h2>
          {items.length === 0 ? <Empty title="Nothing yet">What you send is kept here with its answer.</Empty> : <FeedbackList items={items} />}
        </section>
      </div>
    </>
  );
}
