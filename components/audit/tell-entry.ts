import type { AuditEntry } from "#lib/audit/schema.ts";

const OBJECTS: Record<string, string> = { api: "API", "model key": "Anthropic key", version: "", deployment: "" };

/** What happened, as a person says it: "Rolled key Shop", "Deployed version 2". */
export function tellEntry({ action, object }: Pick<AuditEntry, "action" | "object">): string {
  const verb = action.charAt(0).toUpperCase() + action.slice(1);
  return [verb, OBJECTS[object.type] ?? object.type, object.name ?? object.id].filter((word) => word !== "").join(" ");
}

/** Who did it. */
export function tellActor({ actor }: Pick<AuditEntry, "actor">): string {
  if (actor.kind === "platform") return "the platform";
  if (actor.kind === "key") return actor.name ? `the management key ${actor.name}` : "a management key that is gone";
  return actor.name ?? "an account that is gone";
}

/** One side of a change, short. */
export function tellValue(value: unknown): string {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return "none";
  const text = typeof value === "string" ? value : Array.isArray(value) && value.every((item) => typeof item === "string") ? value.join(", ") : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

const BROWSERS: [RegExp, string][] = [[/Edg\//, "Edge"], [/OPR\//, "Opera"], [/Firefox\//, "Firefox"], [/Chrome\//, "Chrome"], [/Safari\//, "Safari"]];
const SYSTEMS: [RegExp, string][] = [[/Android/, "Android"], [/iPhone|iPad/, "iOS"], [/Windows/, "Windows"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"]];

/** "Chrome on macOS" of a browser; of a program its own first word. */
export function tellAgent(userAgent: string): string {
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (!userAgent.startsWith("Mozilla/")) return userAgent.split(" ")[0]?.slice(0, 40) ?? "";
  return [named(BROWSERS) ?? "a browser", named(SYSTEMS)].filter(Boolean).join(" on ");
}
