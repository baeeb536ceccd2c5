import type { ApiState } from "#lib/apis/schema.ts";
import { ChoiceLinks } from "#components/ui/choice-links.tsx";
import { tableHref } from "#components/ui/table-state.ts";

const STATES: { state: ApiState | null; title: string }[] = [
  { state: null, title: "All" }, { state: "active", title: "Live" }, { state: "paused", title: "Paused" }, { state: "failed", title: "Failed" }, { state: "errors", title: "With errors" },
];

/** Narrows the list of APIs to a state. */
export function StateFilter({ params, current }: { params: Record<string, string | string[] | undefined>; current: ApiState | undefined }) {
  return <ChoiceLinks label="State" isReplacing links={STATES.map(({ state, title }) => ({ href: tableHref("/dashboard", params, { state }), title, isCurrent: state === (current ?? null) }))} />;
}
