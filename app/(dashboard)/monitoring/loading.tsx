import { LoadingList } from "#components/ui/loading-list.tsx";

export default function Loading() {
  return <LoadingList what="what runs now" />;
}
