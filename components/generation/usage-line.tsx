import type { Estimate, Usage } from "#lib/generation/events.ts";
import type { BuildState } from "./build-state.ts";
import { showCost } from "./show-cost.ts";

interface UsageLineProps {
  usage: readonly Usage[];
  estimate: Estimate | null;
  phase: BuildState["phase"];
}

/** What the model used and who pays for it. Nothing when no model was asked. */
export function UsageLine({ usage, estimate, phase }: UsageLineProps) {
  if (usage.length === 0) return estimate ? <p className="text-13 text-muted">{estimateWords(estimate)}</p> : null;
  if (usage.every((call) => call.paidBy === "cache")) return <p className="text-13 text-muted">An identical description was built before: its answer was used again, and cost nothing.</p>;
  const sum = (of: (call: Usage) => number): number => usage.reduce((total, call) => total + of(call), 0);
  const tokens = `${sum((call) => call.inputTokens + call.cacheReadTokens + call.cacheWriteTokens).toLocaleString("en")} tokens in, ${sum((call) => call.outputTokens).toLocaleString("en")} out`;
  return (
    <p className="text-13 text-muted">
      <span className="font-mono tabular-nums">{`${showCost(sum((call) => call.costMicros))} · ${tokens}`}</span> {payerWords(usage, phase)}
    </p>
  );
}

export function estimateWords(estimate: Estimate): string {
  const payer = estimate.paidBy === "workspace" ? "on your Anthropic key" : "of the workspace’s budget";
  return `Usually about ${showCost(estimate.costMicros)} ${payer} and ${estimate.seconds} s. A build that does not go live costs the workspace nothing${estimate.paidBy === "workspace" ? " here; Anthropic bills your key for what was used" : ""}.`;
}

function payerWords(usage: readonly Usage[], phase: BuildState["phase"]): string {
  if (usage.some((call) => call.paidBy === "workspace")) return "on your Anthropic key.";
  if (phase === "failed") return "Not charged: nothing went live.";
  return phase === "live" || phase === "draft" ? "of today’s budget." : "so far.";
}
