import { NotFoundPanel } from "#components/layout/not-found-panel.tsx";
import { answerNotFound } from "#lib/http/answer-status.ts";

/** What a page is that has nothing to show to whoever asks: the words, and their status. */
export function NothingFound({ below }: { below?: "title" }) {
  answerNotFound();
  return <NotFoundPanel below={below} />;
}
