import { Activity, BookOpen, CircleUser, KeyRound, LayoutGrid, LayoutList, Plus, ScrollText, type LucideIcon } from "lucide-react";

export interface Place {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Where its pages go on, so that the sidebar shows where one is. */
  also?: string;
  /** Other words that people look for it by. */
  words: string;
  /** Along the bottom of phones there is room for four; the others are behind "More". */
  isFirst?: true;
}

/** The places of the app, in the order of the sidebar. The command palette finds the same. */
export const PLACES: readonly Place[] = [
  { href: "/dashboard", label: "APIs", icon: LayoutList, also: "/apis/", words: "home dashboard list", isFirst: true },
  { href: "/generate", label: "Create API", icon: Plus, also: "/generations", words: "new build generate describe", isFirst: true },
  { href: "/blueprints", label: "Blueprints", icon: LayoutGrid, also: "/blueprints/", words: "gallery templates examples" },
  { href: "/api-keys", label: "API keys", icon: KeyRound, words: "call management secrets tokens", isFirst: true },
  { href: "/monitoring", label: "Monitoring", icon: Activity, words: "health status errors runtimes", isFirst: true },
  { href: "/audit", label: "Audit log", icon: ScrollText, words: "history changes who" },
  { href: "/docs", label: "Docs", icon: BookOpen, words: "help documentation quick start" },
];

/** What is reached through the account's menu. */
export const ACCOUNT_PLACES: readonly Place[] = [{ href: "/profile", label: "Profile", icon: CircleUser, words: "account name password sessions export delete" }];

/** Pages that the sidebar has no room for. */
export const MORE_PLACES: readonly Pick<Place, "href" | "label" | "words">[] = [
  { href: "/generations", label: "History of builds", words: "generations builds failed" },
  { href: "/workspace", label: "Members and settings of the workspace", words: "team invite roles colleagues leave rename" },
  { href: "/billing", label: "Plan and usage", words: "billing limits payments money" },
  { href: "/feedback", label: "Feedback", words: "bug idea question support contact" },
  { href: "/docs/concepts", label: "Docs: concepts", words: "versions gate runtimes data analytics" },
  { href: "/docs/limits", label: "Docs: limits", words: "plans quota rate" },
  { href: "/docs/self-hosting", label: "Docs: self-hosting", words: "install settings backup" },
  { href: "/pricing", label: "Pricing", words: "plans free pro enterprise" },
  { href: "/docs/programs", label: "Docs: from programs", words: "rest javascript python typescript" },
  { href: "/docs/keys", label: "Docs: keys", words: "authorization bearer" },
  { href: "/docs/errors", label: "Docs: errors", words: "problem status codes" },
  { href: "/api/docs", label: "REST API: try it", words: "swagger openapi" },
  { href: "/api/redoc", label: "REST API: reference", words: "openapi management" },
  { href: "/terms", label: "Terms", words: "conditions legal" },
  { href: "/privacy", label: "Privacy", words: "data protection legal" },
  { href: "/security", label: "Security", words: "sandbox escape isolation" },
];

export const isCurrentPlace = ({ href, also }: Place, pathname: string): boolean => pathname === href || (also !== undefined && pathname.startsWith(also));
