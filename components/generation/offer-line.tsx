import { Link } from "#components/ui/link.tsx";
import type { Estimate, GeneratorInfo } from "#lib/generation/events.ts";
import { estimateWords } from "./usage-line.tsx";

export interface GeneratorOffer {
  info: GeneratorInfo;
  estimate: Estimate | null;
}

/** Who writes the code of the next build, and what that usually costs. */
export function OfferLine({ offer: { info, estimate } }: { offer: GeneratorOffer }) {
  return (
    <p className="max-w-[72ch] text-13 text-muted">
      <span className="font-medium text-ink">{info.label}</span> {info.note} {estimate ? `${estimateWords(estimate)} ` : ""}
      <Link href="/blueprints" className="rounded-sm underline underline-offset-4 hover:text-ink">
        Start from a blueprint
      </Link>
    </p>
  );
}
