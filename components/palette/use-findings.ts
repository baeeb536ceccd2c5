"use client";

import { Copy, FileText, LogOut, Pause, Play, Waypoints, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition, useEffect, useState } from "react";
import { API_PARTS } from "#components/apis/api-parts.ts";
import { ACCOUNT_PLACES, MORE_PLACES, PLACES } from "#components/layout/places.ts";
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
  isOpen: boolean;
  typed: string;
  verbs: PaletteVerbs;
  pathname: string;
}

const MOST_APIS = 8;
const MOST_OTHERS = 12;

/** What the palette shows for what was typed: the API that one looks at, the workspace's APIs, pages, actions. */
export function useFindings({ isOpen, typed, verbs, pathname }: Asked): { groups: Group[]; isLoading: boolean; isUnread: boolean } {
  const { apis, isUnread } = useApiNames(isOpen, verbs);
  const router = useRouter();
  const go = (href: string) => () => router.push(href);
  const here = apis?.find((api) => pathname === `/apis/${api.id}` || pathname.startsWith(`/apis/${api.id}/`));
  const wanted = typed.trim() === "" ? [] : (apis ?? []).flatMap((api) => partsOf(api, go));
  const groups: Group[] = [
    { name: here?.name ?? "", findings: here ? rank(typed, [...actionsOn(here, verbs), ...partsOf(here, go, true)], MOST_OTHERS) : [] },
    { name: "APIs", findings: rank(typed, [...(apis ?? []).map((api) => apiFinding(api, go)), ...wanted], MOST_APIS) },
    { name: "Pages", findings: rank(typed, pages(go), typed.trim() === "" ? PLACES.length : MOST_OTHERS) },
    { name: "Actions", findings: rank(typed, actions(verbs), MOST_OTHERS) },
  ];
  return { groups, isLoading: apis === null && !isUnread, isUnread };
}

/** Read whenever the palette opens; what was read before is shown until then. */
function useApiNames(isOpen: boolean, verbs: PaletteVerbs): { apis: ApiName[] | null; isUnread: boolean } {
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

function actionsOn({ id, name, url, status }: ApiName, verbs: PaletteVerbs): Finding[] {
  const copy = () => void navigator.clipboard.writeText(url).then(() => toast.passed("Address copied"), () => toast.failed("The browser did not allow copying", { detail: url }));
  const set = (next: "active" | "paused") => () =>
    startTransition(async () => {
      const refused = await verbs.setStatus(id, next).catch((error: unknown) => ({ message: whyUnanswered(error) }));
      if (refused) toast.failed(`${name} was not ${next === "paused" ? "paused" : "resumed"}`, { detail: refused.message });
      else toast.passed(`${name} is ${next === "paused" ? "paused" : "live again"}`, { action: { label: "Undo", onClick: set(next === "paused" ? "active" : "paused") } });
    });
  return [
    { id: "copy-address", label: "Copy address", icon: Copy, run: copy },
    ...(status === "active" ? [{ id: "pause", label: `Pause ${name}`, icon: Pause, run: set("paused") }] : []),
    ...(status === "paused" ? [{ id: "resume", label: `Resume ${name}`, icon: Play, run: set("active") }] : []),
  ];
}

const pages = (go: Go): Finding[] => [
  ...[...PLACES, ...ACCOUNT_PLACES].map(({ href, label, words, icon }) => ({ id: href, label, words, icon, run: go(href) })),
  // The reference is no page of Next's.
  ...MORE_PLACES.map(({ href, label, words }) => ({ id: href, label, words, icon: FileText, run: href.startsWith("/api/") ? () => window.location.assign(href) : go(href) })),
];

const actions = (verbs: PaletteVerbs): Finding[] => [
  ...THEMES.map(({ value, label, icon }) => ({ id: `theme-${value}`, label: `Theme: ${label.toLowerCase()}`, words: "appearance colours switch", icon, run: () => applyTheme(value) })),
  { id: "sign-out", label: "Sign out", words: "log out leave", icon: LogOut, run: () => leave(verbs.signOut) },
];
