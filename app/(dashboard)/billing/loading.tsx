import { LoadingList } from "#components/ui/loading-list.tsx";

export default function BillingLoading() {
  return <LoadingList what="plan and usage" />;
}
