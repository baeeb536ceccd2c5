import { NotFoundPanel } from "#components/layout/not-found-panel.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="content" className="mx-auto max-w-[56ch] px-4 sm:px-6">
      <NotFoundPanel />
    </main>
  );
}
