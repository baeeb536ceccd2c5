import { NotUnderstood } from "./not-understood.ts";

/** Throws when a field is named like something that an API would have to do: "screen sharing", "winner detection", "version history". */
export function refuseCapability(label: string, item: string): void {
  const last = label.split(" ").at(-1) ?? "";
  if (CAPABILITY.test(label) || (/[a-z]{3,}ing$/.test(last) && !THING.test(last))) throw new NotUnderstood(`"${item}" is something to do, not something that a field can hold.`, item);
}

const CAPABILITY = new RegExp(
  "\\b(?:(?:[a-z]+ )?(?:detection|recognition|moderation|automation|integration|prediction|generation|encryption|synchroni[sz]ation|personali[sz]ation|visuali[sz]ation|matchmaking|geofences?|leaderboards?|recommendations|invitations)|" +
  "(?:version|change|edit|revision) history|audit (?:log|trail)|read receipts?|typing indicators?|difficulty levels|(?:offline|multiplayer|dark) mode|live [a-z]+|recurring [a-z]+|two factor(?: [a-z]+)?|(?:two|three|four|multiple) players|directions|" +
  "top \\d+|hints|checkout|shopping cart|sentiment|computed|calculated|remaining [a-z]+|[a-z]+ computed|[a-z]+ calculated)$",
);
/** Words in -ing that name a thing or a value. */
const THING = /^(?:rating|building|spelling|meaning|opening|heading|listing|ceiling|wedding|ending|beginning|string|thing|clothing|shipping|parking|timing|spring|evening|morning|booking|meeting|training|warning|setting|painting|recording|drawing|saving|earning|spending|wording|standing|landing|clearing|housing|king|wing|ring|swing|sibling|filling|topping|topping|seasoning|serving|feeling|finding|reading|packaging|pricing|billing|funding|greeting|blessing|being|writing|lighting|bedding|flooring|heating|cooling|closing|seating|crossing|dressing|frosting|stuffing|tuning|bearing|coating|backing|binding|casting|framing|grading|marking|nesting|planning|processing|pending|missing|wingspan|running|ranking|handling|plumbing|wiring|catering|boarding|trading|mooring)$/;
