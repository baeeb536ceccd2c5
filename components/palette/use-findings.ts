"use client";

import { Copy, FileText, KeyRound, LogOut, Pause, Play, Trash2, Waypoints, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition, useEffect, useMemo, useState } from "react";
import { API_PARTS } from "#components/apis/api-parts.ts";
import { ACCOUNT_PLACES, MORE_PLACES, type Place, PLACES } from "#components/layout/places.ts";
import { leave } from "#components/layout/leave.ts";
import { applyTheme } from "#components/layout/theme.ts";
import { THEMES } from "#components/layout/themes.ts";
import { toast } from "#components/ui/toast.ts";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";
import type { ApiName } from "#lib/apis/list-api-names.ts";
import type { PaletteVerbs } from "./palette.tsx";
import { rank } from "./rank.ts";

export interface Finding {
  id: string;
  label: string;
  words?: string;
  hint?: string;
  icon: LucideIcon;
  run: () => void;
}
interface Group {
  name: string;
  findings: Finding[];
}
interface Asked {
  apis: readonly ApiName[];
  typed: string;
  verbs: PaletteVerbs;
  pathname: string;
}

/** One list, so that nothing is drawn anew for it. */
export const NO_APIS: readonly ApiName[] = [];
const MOST_APIS = 8;
const MOST_OTHERS = 12;

/** What the palette shows for what was typed: the API that one looks at, the workspace's APIs, pages, actions. */
export function useFindings({ apis, typed, verbs, pathname }: Asked): Group[] {
  const router = useRouter();
  const kinds = useMemo(() => kindsOf({ apis, pathname, verbs, go: (href) => () => router.push(href) }), [apis, pathname, verbs, router]);
  const isAsked = typed.trim() !== "";
  return kinds.map(({ name, things, ifAsked = [], most }) => ({ name, findings: rank(typed, isAsked ? [...things, ...ifAsked] : things, most) }));
}

interface Kind {
  name: string;
  things: Finding[];
  /** Found by their words only. */
  ifAsked?: Finding[];
  most: number;
}

/** Everything there is to find. The same things at every letter, so that only what changes is drawn anew. */
function kindsOf({ apis, pathname, verbs, go }: { apis: readonly ApiName[]; pathname: string; verbs: PaletteVerbs; go: Go }): Kind[] {
  const here = apis.find((api) => pathname === `/apis/${api.id}` || pathname.startsWith(`/apis/${api.id}/`));
  return [
    { name: here?.name ?? "", things: here ? [...actionsOn(here, verbs, go, true), ...partsOf(here, go, true)] : [], most: MOST_OTHERS },
    { name: "APIs", things: apis.map((api) => apiFinding(api, go)), ifAsked: apis.flatMap((api) => partsOf(api, go)), most: MOST_APIS },
    { name: "Pages", things: pages(PLACES, go), ifAsked: [...pages(ACCOUNT_PLACES, go), ...morePages(go)], most: MOST_OTHERS },
    { name: "Actions", things: actions(verbs, go), ifAsked: apis.filter((api) => api !== here).flatMap((api) => actionsOn(api, verbs, go)), most: MOST_OTHERS },
  ];
}

export interface KnownApis {
  /** Null: not read yet. */
  apis: ApiName[] | null;
  isUnread: boolean;
}

/** Read whenever the palette opens; what was read before is shown until then. */
export function useApiNames(isOpen: boolean, verbs: PaletteVerbs): KnownApis {
  const [apis, setApis] = useState<ApiName[] | null>(null);
  const [isUnread, setUnread] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    let isCurrent = true;
    setUnread(false);
    verbs.findApis().then(
      (found) => isCurrent && setApis(found),
      // Pages and actions are found without them.
      () => isCurrent && setUnread(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [isOpen, verbs]);
  return { apis, isUnread };
}

type Go = (href: string) => () => void;

const apiFinding = ({ id, name, status }: ApiName, go: Go): Finding => ({ id, label: name, words: id, hint: status === "active" ? id : `${status} ${id}`, icon: Waypoints, run: go(`/apis/${id}`) });

const partsOf = ({ id, name }: ApiName, go: Go, isHere = false): Finding[] =>
  API_PARTS.filter((part) => part.segment !== null).map(({ segment, title }) => ({ id: `${id}/${segment}${isHere ? "/here" : ""}`, label: isHere ? title : `${name}: ${title}`, icon: FileText, run: go(`/apis/${id}/${segment}`) }));

/** What takes something away leads to where it is confirmed. */
function actionsOn({ id, name, url, status }: ApiName, verbs: PaletteVerbs, go: Go, isHere = false): Finding[] {
  const copy = () => void navigator.clipboard.writeText(url).then(() => toast.passed("Address copied"), () => toast.failed("The browser did not allow copying", { detail: url }));
  const set = (next: "active" | "paused") => () =>
    startTransition(async () => {
      const refused = await verbs.setStatus(id, next).catch((error: unknown) => ({ message: whyUnanswered(error) }));
      if (refused) toast.failed(`${name} was not ${next === "paused" ? "paused" : "resumed"}`, { detail: refused.message });
      else toast.passed(`${name} is ${next === "paused" ? "paused" : "live again"}`, { action: { label: "Undo", onClick: set(next === "paused" ? "active" : "paused") } });
    });
  return [
    { id: `${id}/copy`, label: isHere ? "Copy address" : `Copy address of ${name}`, words: "url", icon: Copy, run: copy },
    ...(status === "active" ? [{ id: `${id}/pause`, label: `Pause ${name}`, words: "stop", icon: Pause, run: set("paused") }] : []),
    ...(status === "paused" ? [{ id: `${id}/resume`, label: `Resume ${name}`, words: "start", icon: Play, run: set("active") }] : []),
    { id: `${id}/delete`, label: `Delete ${name}`, words: "remove", icon: Trash2, run: go(`/apis/${id}/settings#end`) },
  ];
}

const pages = (places: readonly Place[], go: Go): Finding[] => places.map(({ href, label, words, icon }) => ({ id: href, label, words, icon, run: go(href) }));

// The reference is no page of Next's.
const morePages = (go: Go): Finding[] => MORE_PLACES.map(({ href, label, words }) => ({ id: href, label, words, icon: FileText, run: href.startsWith("/api/") ? () => window.location.assign(href) : go(href) }));

const actions = (verbs: PaletteVerbs, go: Go): Finding[] => [
  { id: "new-key", label: "Create a key", words: "new api management token", icon: KeyRound, run: go("/api-keys") },
  ...THEMES.map(({ value, label, icon }) => ({ id: `theme-${value}`, label: `Theme: ${label.toLowerCase()}`, words: "appearance colours switch", icon, run: () => applyTheme(value) })),
  { id: "sign-out", label: "Sign out", words: "log out leave", icon: LogOut, run: () => leave(verbs.signOut) },
];
