import type { Workspace } from "#lib/workspaces/schema.ts";

/** What the hour used of the plan's calls, in one calm line. */
export function CallsThisHour({ workspace }: { workspace: Pick<Workspace, "limits" | "usedThisHour"> }) {
  const cap = workspace.limits.callsPerHour;
  const used = Math.min(workspace.usedThisHour.calls, cap);
  return (
    <span className="text-13 tabular-nums">
      {used.toLocaleString("en")} of {cap.toLocaleString("en")} calls this hour
      {used >= cap ? <span className="text-paused">; more answer 429 until the hour has moved on</span> : null}
    </span>
  );
}
