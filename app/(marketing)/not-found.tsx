import { NotFoundPanel } from "#components/layout/not-found-panel.tsx";

export default function NotFound() {
  return <NotFoundPanel />;
}
