import { type BlueprintMatch, matchBlueprints } from "./match-blueprint.ts";
import { namedFields } from "./resource-builder/listed-fields.ts";
import type { NotUnderstood } from "./resource-builder/not-understood.ts";
import { stripLeadIns } from "./resource-builder/strip-lead-ins.ts";
import { ruleIn } from "./rule-in.ts";
import { type Wish, wishIn } from "./wishes.ts";
import { whyNotBuilt } from "./why-not-built.ts";
import { whyPart } from "./why-part.ts";
import { withKinds } from "./with-kinds.ts";
import { type Shorter, withoutPart } from "./without-part.ts";
import { withoutUnknown } from "./without-unknown.ts";

/** What is known of a description that can't be built: what its refusal is put together from. */
export interface RefusalFacts {
  prompt: string;
  reason: NotUnderstood;
  /** Blueprints that it speaks of, the nearest first. */
  near: BlueprintMatch[];
  nearest: BlueprintMatch | undefined;
  /** It without what the nearest blueprint doesn't do. */
  cut: string | null;
  /** A second blueprint, which does what the nearest doesn't. */
  other: BlueprintMatch | undefined;
  /** It without the parts that aren't built. */
  shorter: Shorter | null;
  /** Each of those parts, and why it isn't. */
  parts: { part: string; why: string }[];
  /** It with the kinds of its fields. */
  typed: string | null;
  /** What no API from here can do, of all that it asks. */
  asked: { wish: Wish; part: string } | null;
  /** The same, where nothing ready-made is nearer. */
  hard: { wish: Wish; part: string } | null;
  /** Why it can't be built without that either. */
  beside: string | null;
  /** The rule that isn't built, where the reason says no more than that. */
  rule: string | null;
}

export function factsOf(prompt: string, reason: NotUnderstood, build: (description: string) => unknown): RefusalFacts {
  const near = nearOf(prompt);
  const [nearest] = near;
  const cut = nearest ? withoutUnknown(prompt, nearest, build) : null;
  const other = cut !== null && nearest ? matchBlueprints(nearest.unknown.join(", ")).find(({ blueprint, unknown }) => blueprint !== nearest.blueprint && unknown.length === 0) : undefined;
  const shortened = cut === null ? withoutPart(prompt, build) : null;
  // Beside a blueprint that is near, a description without its beginning is no answer.
  const isBeside = nearest !== undefined && (nearest.why !== null || opening(shortened?.description ?? prompt) !== opening(prompt));
  const shorter = shortened === null || isBeside || (shortened.description === null && shortened.removed.join(" ").length > MOST_LOST * prompt.length) ? null : shortened;
  const asked = wishIn(cut && nearest ? nearest.unknown.join(". ") : (shorter?.removed.join(". ") ?? prompt));
  const hard = asked && !(asked.wish.isVague && nearest) ? asked : null;
  const [only] = shorter?.removed ?? [];
  const said = ruleIn(reason, shorter?.removed.length === 1 ? only ?? null : null);
  return {
    prompt, reason, near, nearest, cut, other, shorter, asked,
    parts: (shorter?.removed ?? []).slice(0, MOST_PARTS).map((part) => ({ part, why: whyPart(part, { kept: shorter?.description ?? prompt.replace(part, ""), reason: shorter?.removed.length === 1 ? reason.message : null, build }) })),
    typed: withKinds(prompt, build),
    hard,
    beside: hard && !hard.wish.isVague && !shorter && cut === null ? whyBeside(prompt, hard.part, build) : null,
    // What is all of it is no rule beside something.
    rule: said !== null && (shorter || said.length * 2 < prompt.length) ? said : null,
  };
}

/** What is left is a description of its own where it is most of the words. */
function whyBeside(prompt: string, part: string, build: (description: string) => unknown): string | null {
  const left = prompt.replace(part, " ").replace(/(?:[\s,.;]|\band\b)+$/i, "").trim();
  return left.length * 2 < prompt.length ? null : whyNotBuilt(left, build)?.message ?? null;
}

/** Of a long description with its own fields, a blueprint that does less than this of it is another thing. */
function nearOf(prompt: string): BlueprintMatch[] {
  const isShort = prompt.split(/\s+/).length < MANY_WORDS && namedFields(prompt).length < OWN_FIELDS;
  const missed = (match: BlueprintMatch): number => shareMissed(match, prompt);
  return matchBlueprints(stripLeadIns(prompt)).filter((match) => isShort || missed(match) <= MOST_MISSED).toSorted((one, other) => missed(one) - missed(other));
}

const shareMissed = ({ unknown, leftOut }: BlueprintMatch, prompt: string): number => [...unknown, ...leftOut.map(({ quote }) => quote)].join("").length / prompt.length;
const opening = (description: string): string => stripLeadIns(description).slice(0, 12).toLowerCase();

const MANY_WORDS = 20;
/** Where more than this would be lost, no one part is the reason. */
const MOST_LOST = 0.7;
/** Each reason costs a build. */
const MOST_PARTS = 6;
const MOST_MISSED = 0.6;
/** Whoever names so many fields wants them kept. */
export const OWN_FIELDS = 3;
