import { aMoment } from "#components/ui/a-moment.ts";
import { LoadingList } from "#components/ui/loading-list.tsx";

export default async function Loading() {
  await aMoment();
  return <LoadingList what="the keys" />;
}
