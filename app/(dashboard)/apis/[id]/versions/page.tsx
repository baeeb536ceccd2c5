import type { Metadata } from "next";
import { buttonClass } from "#components/ui/button.tsx";
import { GrowingList } from "#components/ui/growing-list.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { CompareForm } from "#components/versions/compare-form.tsx";
import { ForkButton } from "#components/versions/fork-button.tsx";
import { VersionDifference } from "#components/versions/version-difference.tsx";
import { VersionRow } from "#components/versions/version-row.tsx";
import type { Actor } from "#lib/auth/actor.ts";
import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { diffVersions, type VersionDiff } from "#lib/versions/diff-versions.ts";
import { listVersions } from "#lib/versions/list-versions.ts";
import type { VersionSummary } from "#lib/versions/release-schema.ts";
import { requireActor } from "../../../../current-actor.ts";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";
import { deployVersionAction, deprecateVersionAction, discardDraftAction, forkApiAction, previewReleaseAction } from "./actions.ts";

interface VersionsPageProps extends ApiPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const VERBS = { preview: previewReleaseAction, deploy: deployVersionAction, discard: discardDraftAction, deprecate: deprecateVersionAction };

export const generateMetadata = (props: VersionsPageProps): Promise<Metadata> => apiTitle(props, "versions");

export default async function VersionsPage({ params, searchParams }: VersionsPageProps) {
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const path = `/apis/${id}/versions`;
  const [actor, api] = await Promise.all([requireActor(path), readApi(id)]);
  if (api === null) return null;
  const deps = webDeps();
  const cursor = typeof asked["cursor"] === "string" && /^[1-9]\d{0,8}$/.test(asked["cursor"]) ? { cursor: asked["cursor"] } : {};
  const [versions, diff] = await Promise.all([listVersions({ apiId: id, ...cursor }, actor, deps), readDiff(id, asked, actor)]);
  const live = api.liveVersion?.number ?? null;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="text-muted">Every version passed its tests before it could be called. Any of them can be made live again.</p>
        {live === null ? null : <ForkButton apiId={id} name={api.name} fork={forkApiAction} />}
      </div>
      <div className="space-y-8">
        <GrowingList aria-label="Versions" className="divide-y divide-line rounded-md border border-line bg-surface">
          {versions.items.map((version) => (
            <VersionRow key={version.number} apiId={id} version={version} live={live} verbs={VERBS} />
          ))}
        </GrowingList>
        {versions.cursor ? (
          <Link href={`${path}?cursor=${versions.cursor}`} className={buttonClass()}>
            Older versions
          </Link>
        ) : null}
        {versions.items.length > 1 ? <CompareForm path={path} numbers={comparable(versions.items, live)} {...chosenPair(asked, versions.items, live)} /> : null}
        {diff === "missing" ? (
          <Notice tone="failed" role="alert" title="There is nothing to compare">
            One of the two versions does not exist. Choose two of those above.
          </Notice>
        ) : null}
        {diff && diff !== "missing" ? <VersionDifference diff={diff} /> : null}
      </div>
    </>
  );
}

/** Those of this page, and the live one wherever it stands. */
const comparable = (items: readonly VersionSummary[], live: number | null): number[] => [...new Set([...(live === null ? [] : [live]), ...items.map(({ number }) => number)])].toSorted((one, other) => other - one);

/** The two that are shown, or those one would look at first: what is live, and the newest. */
function chosenPair({ from, to }: Record<string, string | string[] | undefined>, items: readonly VersionSummary[], live: number | null): { from: number; to: number } {
  const numbers = comparable(items, live);
  const [newest = 1, second = 1] = numbers;
  const known = (text: unknown, other: number): number => numbers.find((number) => String(number) === text) ?? other;
  return { from: known(from, live === null || live === newest ? second : live), to: known(to, newest) };
}

/** Null: nothing was asked for. */
async function readDiff(apiId: string, { from, to }: Record<string, string | string[] | undefined>, actor: Actor): Promise<VersionDiff | "missing" | null> {
  if (from === undefined || to === undefined) return null;
  const numbers = [from, to].map((text) => (typeof text === "string" && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0));
  try {
    return await diffVersions({ apiId, from: numbers[0] ?? 0, to: numbers[1] ?? 0 }, actor, webDeps());
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return "missing";
    throw error;
  }
}
