import { LoadingList } from "#components/ui/loading-list.tsx";

export default function FeedbackLoading() {
  return <LoadingList what="feedback" />;
}
