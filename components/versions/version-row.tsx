import { Code2, FileDiff, History, PencilRuler, Trash2 } from "lucide-react";
import { buttonClass } from "#components/ui/button.tsx";
import { CopyLine } from "#components/ui/copy-line.tsx";
import { Link } from "#components/ui/link.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { VersionState, VersionSummary } from "#lib/versions/release-schema.ts";
import { VersionActions, type VersionVerbs } from "./version-actions.tsx";

interface VersionRowProps {
  apiId: string;
  version: VersionSummary;
  live: number | null;
  verbs: VersionVerbs;
}

const OTHERS: Record<Exclude<VersionState, "live">, { icon: typeof History; word: string; className: string }> = {
  earlier: { icon: History, word: "Was live", className: "text-muted" },
  draft: { icon: PencilRuler, word: "Draft", className: "text-building" },
  discarded: { icon: Trash2, word: "Discarded", className: "text-muted" },
};

/** One version: what it is, who made it how, what its gate said, and what can be done with it. */
export function VersionRow({ apiId, version, live, verbs }: VersionRowProps) {
  const { number, state, summary, changes, gate, base } = version;
  const against = state === "live" ? base : live;
  return (
    <li className="arrives grid gap-x-6 gap-y-3 px-4 py-4 lg:grid-cols-[minmax(0,1fr)_auto]" aria-label={`Version ${number}`}>
      <div className="min-w-0 space-y-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-14 font-semibold">{`Version ${number}`}</h2>
          <State state={state} />
          {version.deprecatedAt ? <StateBadge state="paused" word={version.sunsetAt ? `Deprecated, ends ${version.sunsetAt.slice(0, 10)}` : "Deprecated"} /> : null}
        </div>
        {changes.length > 0 ? (
          <ul className="max-w-[72ch] list-disc space-y-0.5 pl-4 break-words">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        ) : summary ? (
          <p className="max-w-[72ch] break-words">{summary}</p>
        ) : null}
        <p className="flex flex-wrap gap-x-3 gap-y-1 text-13 text-muted">
          <span>
            Made <TimeAgo iso={version.createdAt} />
            {version.author ? <span className="break-all">{` by ${version.author}`}</span> : null}
            {`, generator ${version.generator}`}
            {base === null ? "" : `, from version ${base}`}
          </span>
          {version.deployedAt ? (
            <span>
              Last deployed <TimeAgo iso={version.deployedAt} />
            </span>
          ) : null}
          <span>{`${gate.passed} of ${gate.passed + gate.failed} tests passed in the ${gate.tier} sandbox`}</span>
        </p>
        {state === "draft" ? <CopyLine text={version.url} label={`Copy address of draft ${number}`} className="max-w-[56ch]" /> : null}
        {state === "earlier" ? <CopyLine text={`API-Version: ${number}`} label={`Copy header that pins version ${number}`} className="max-w-[24ch]" /> : null}
      </div>
      <div className="flex flex-wrap items-start gap-2 lg:max-w-[22rem] lg:justify-end">
        <Link href={`/apis/${apiId}/code${state === "live" ? "" : `?version=${number}`}`} className={buttonClass("ghost", "sm")}>
          <Code2 aria-hidden className="size-4" />
          Code
          <span className="sr-only">{` of version ${number}`}</span>
        </Link>
        {against !== null && against !== number ? (
          <Link href={`/apis/${apiId}/versions?from=${state === "live" || against < number ? against : number}&to=${state === "live" || against < number ? number : against}#difference`} className={buttonClass("ghost", "sm")}>
            <FileDiff aria-hidden className="size-4" />
            Compare
            <span className="sr-only">{` version ${number} with version ${against}`}</span>
          </Link>
        ) : null}
        {state === "draft" || state === "earlier" ? <VersionActions apiId={apiId} version={version} live={live} verbs={verbs} /> : null}
      </div>
    </li>
  );
}

function State({ state }: { state: VersionState }) {
  if (state === "live") return <StateBadge state="live" />;
  const { icon: Icon, word, className } = OTHERS[state];
  return (
    <span className={`inline-flex items-center gap-1.5 text-13 font-medium whitespace-nowrap ${className}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {word}
    </span>
  );
}
