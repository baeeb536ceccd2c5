import { Link } from "#components/ui/link.tsx";
import type { ReadOutline } from "#lib/generation/outline/schema.ts";

/** What the description says and the outline doesn't, in the person's own words. */
export function OpenParts({ open, hasClaude }: { open: ReadOutline["open"]; hasClaude: boolean }) {
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="open-parts" className="space-y-2 rounded-md border border-line p-4">
      <h3 id="open-parts" className="text-14 font-semibold">
        Not in this API
      </h3>
      <dl className="divide-y divide-line">
        {open.map(({ text, why }) => (
          <div key={text} className="grid gap-x-6 gap-y-1 py-2.5 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <dt className="min-w-0 text-14 break-words">“{text}”</dt>
            <dd className="min-w-0 text-13 break-words text-muted">{why}</dd>
          </div>
        ))}
      </dl>
      {hasClaude ? null : (
        <p className="max-w-[72ch] text-13 text-muted">
          With an Anthropic key, Claude writes the code and can build rules and behaviour too.{" "}
          <Link href="/api-keys#model-key" className="rounded-sm underline underline-offset-4 hover:text-ink">
            Add a key
          </Link>
        </p>
      )}
    </section>
  );
}
