import { aMoment } from "#components/ui/a-moment.ts";
import { LoadingList } from "#components/ui/loading-list.tsx";

export default async function FeedbackLoading() {
  await aMoment();
  return <LoadingList what="feedback" />;
}
