import { AnswerForm } from "#components/feedback/answer-form.tsx";
import { FeedbackState } from "#components/feedback/feedback-state.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { ChoiceLinks } from "#components/ui/choice-links.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { webDeps } from "#lib/deps.ts";
import { feedbackInbox } from "#lib/feedback/feedback-inbox.ts";
import { FEEDBACK_STATUSES } from "#lib/feedback/schema.ts";
import { isUuid } from "#lib/id.ts";
import { NothingFound } from "../../../nothing-found.tsx";
import { administratorTitle, readAdministrator } from "../../administrator.ts";
import { answerFeedbackAction } from "../actions.ts";

const PATH = "/feedback/inbox";

export const generateMetadata = () => administratorTitle(PATH, "Feedback inbox");

const PAGE_SIZE = 30;
const TITLES = { pending: "Waiting", reviewed: "Read", resolved: "Resolved" } as const;

export default async function FeedbackInboxPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await readAdministrator(PATH);
  if (!actor) return <NothingFound />;
  const { status: asked, after } = await searchParams;
  const status = FEEDBACK_STATUSES.find((known) => known === asked) ?? "pending";
  const cursor = typeof after === "string" && isUuid(Buffer.from(after, "base64url").toString()) ? after : undefined;
  const page = await feedbackInbox({ status, limit: PAGE_SIZE, cursor }, actor, webDeps());
  return (
    <>
      <PageHeader title="Feedback inbox" lead="What people of this installation sent. They see your answer on their feedback page." />
      <ChoiceLinks label="Status" links={FEEDBACK_STATUSES.map((one) => ({ href: `/feedback/inbox?status=${one}`, title: TITLES[one], isCurrent: one === status }))} />
      <div className="mt-4">
        {page.items.length === 0 ? (
          <Empty title="Nothing here">{status === "pending" ? "Everything has been read." : "What you mark so is kept here."}</Empty>
        ) : (
          <ul aria-label="Feedback" className="divide-y divide-line rounded-md border border-line bg-surface">
            {page.items.map((item) => (
              <li key={item.id} className="space-y-3 p-4">
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
                  <FeedbackState status={item.status} /> {item.type}, <span className="break-all">{item.email}</span>, <TimeAgo iso={item.createdAt} />
                </p>
                <p className="max-w-[72ch] break-words whitespace-pre-wrap">{item.message}</p>
                <AnswerForm item={item} answer={answerFeedbackAction} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {page.cursor ? <Link href={`/feedback/inbox?status=${status}&after=${page.cursor}`} className={buttonClass("secondary", "md", "mt-4")}>Older</Link> : null}
    </>
  );
}
