import { aMoment } from "#components/ui/a-moment.ts";
import { LoadingList } from "#components/ui/loading-list.tsx";

export default async function BillingLoading() {
  await aMoment();
  return <LoadingList what="plan and usage" />;
}
