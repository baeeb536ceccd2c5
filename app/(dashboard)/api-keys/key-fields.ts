/** What the fields that create and edit share say; the verbs check it. */
export function ruleFields(data: FormData): { callsPerHour: number | null; allowedOrigins: string[]; allowedAddresses: string[] } {
  const calls = String(data.get("callsPerHour") ?? "").trim();
  return { callsPerHour: calls === "" ? null : Number(calls.replaceAll(/[\s,]/g, "")), allowedOrigins: linesOf(data.get("allowedOrigins")), allowedAddresses: linesOf(data.get("allowedAddresses")) };
}

/** Undefined: as it is; null: never. A day lasts to its end, UTC. */
export function expiryField(data: FormData, nowMs: number): string | null | undefined {
  const choice = String(data.get("expiry") ?? "keep");
  if (choice === "keep") return undefined;
  if (choice === "never") return null;
  if (choice === "date") return `${String(data.get("expiryDate") ?? "")}T23:59:59Z`;
  const days = Number(choice);
  return Number.isInteger(days) && Math.abs(days) < 100_000 ? new Date(nowMs + days * 86_400_000).toISOString() : choice;
}

const linesOf = (field: FormDataEntryValue | null): string[] => String(field ?? "").split(/[\n,]/).map((line) => line.trim()).filter((line) => line !== "");
