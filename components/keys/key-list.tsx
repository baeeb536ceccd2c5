"use client";

import { useState, type ReactNode } from "react";
import type { Key } from "#lib/keys/schema.ts";
import { GrowingList } from "#components/ui/growing-list.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { KeyActions, type KeyVerbs } from "./key-actions.tsx";

const STATE_WORDS = { expired: "Expired", disabled: "Disabled", revoked: "Revoked" } as const;

interface KeyListProps {
  label: string;
  keys: Key[];
  verbs: KeyVerbs;
  /** All that a management key can have. */
  scopes: readonly string[];
}

/** Keys, newest first. What is told of one stays above them: a key that stops at once leaves the list. */
export function KeyList({ label, keys, verbs, scopes }: KeyListProps) {
  const [told, setTold] = useState<ReactNode>(null);
  return (
    <div className="space-y-3">
      {typeof told === "string" ? (
        <Notice tone="failed" role="alert">
          {told}
        </Notice>
      ) : (
        told
      )}
      <GrowingList aria-label={label} className="divide-y divide-line rounded-md border border-line bg-surface">
        {keys.map((key) => (
          <KeyItem key={key.id} row={key} verbs={verbs} scopes={scopes} tell={setTold} />
        ))}
      </GrowingList>
    </div>
  );
}

function KeyItem({ row, verbs, scopes, tell }: { row: Key; verbs: KeyVerbs; scopes: readonly string[]; tell: (told: ReactNode) => void }) {
  return (
    <li className="arrives flex flex-wrap items-start gap-x-6 gap-y-2 p-4 xl:grid xl:items-center xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_9rem_25rem]">
      <div className="min-w-0 flex-1 basis-36 lg:basis-52">
        <p className="font-medium break-words">{row.name}</p>
        <p className="font-mono text-13 break-all text-muted">
          {row.prefix}…{row.lastFour}
        </p>
        {row.isFromSettings ? <p className="text-13 text-muted">From the installation’s settings</p> : null}
      </div>
      <p className="min-w-0 basis-52 text-13 break-words text-muted max-lg:order-1 max-lg:flex-1 max-lg:basis-28">{row.kind === "call" ? <Opens row={row} /> : row.scopes.join(", ")}</p>
      <p className="basis-40 text-13 text-muted max-lg:order-1 max-lg:basis-auto">
        {row.lastUsedAt ? (
          <>
            Used <TimeAgo iso={row.lastUsedAt} />
          </>
        ) : (
          "Never used"
        )}
        {row.expiresAt && !row.isReplaced && row.state !== "revoked" ? (
          <span className="block">
            {row.state === "expired" ? "Expired" : "Expires"} <TimeAgo iso={row.expiresAt} />
          </span>
        ) : null}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 max-xl:order-2 max-xl:basis-full xl:justify-end">
        <KeyState row={row} />
        {row.state === "revoked" ? null : <KeyActions row={row} verbs={verbs} scopes={scopes} tell={tell} />}
      </div>
    </li>
  );
}

/** The API that it calls, and what it is held to. */
function Opens({ row }: { row: Key }) {
  const name = row.apiName ?? "Deleted API";
  return (
    <>
      {row.apiId && row.apiName ? <Link href={`/apis/${row.apiId}`} className="rounded-sm text-ink underline-offset-4 hover:underline">{name}</Link> : name}
      {rulesOf(row).map((rule) => ` · ${rule}`).join("")}
    </>
  );
}

function KeyState({ row }: { row: Key }) {
  if (row.isLeaked) return <StateBadge state="failed" word="Reported as leaked, revoked" />;
  if (row.state !== "active") return <StateBadge state="revoked" word={STATE_WORDS[row.state]} />;
  if (!row.isReplaced || !row.expiresAt) return null;
  return (
    <p className="text-13 text-paused">
      Rolled, stops <TimeAgo iso={row.expiresAt} />
    </p>
  );
}

const counted = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [`${count.toLocaleString("en")} ${count === 1 ? one : many}`]);

/** What the key is held to, in a few words. */
const rulesOf = ({ callsPerHour, allowedOrigins, allowedAddresses }: Key): string[] =>
  [...counted(callsPerHour ?? 0, "call an hour", "calls an hour"), ...counted(allowedOrigins.length, "site", "sites"), ...counted(allowedAddresses.length, "address", "addresses")];
