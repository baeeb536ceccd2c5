import { LoadingList } from "#components/ui/loading-list.tsx";

export default function WorkspaceLoading() {
  return <LoadingList what="the workspace" />;
}
