import { auditCalled } from "./audit-called.ts";
import { auditAgreement, ReadTwoWays } from "./audit-agreement.ts";
import { buildDescription } from "./build-description.ts";
import { codePieces } from "./code-pieces.ts";
import { explainHarm, explainRefusal } from "./explain-refusal.ts";
import type { Generator, GeneratorOutcome } from "./generator.ts";
import type { GeneratedApi } from "./parse.ts";
import { buildPlainly } from "./plain-reader/build-plainly.ts";
import { guardLive, guardReading } from "./guards.ts";
import { type HeldRemark, readRemarks } from "./field-remarks/read-remarks.ts";
import { isOtherScript, normaliseText } from "./resource-builder/normalise-text.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { isAboutSurroundings } from "./resource-builder/read-surroundings.ts";
import { sayRequired } from "./say-required.ts";
import { whyNotBuilt } from "./why-not-built.ts";
import { HARM, SECRETS } from "./wishes.ts";

/** Serves without an Anthropic key: blueprints matched to the description, and the resource builder. What it doesn't understand to the last word it outlines instead of building it. Only new APIs. */
export const builtInGenerator: Generator = {
  info: {
    id: "built-in",
    label: "Built-in generator",
    note: "This is not Claude: it builds the things you name, with their fields, relations, totals and states, and the blueprints at /blueprints. It refuses what it doesn't understand. With an Anthropic key of the workspace (under API keys) or of the server (ANTHROPIC_API_KEY) Claude writes the code.",
  },
  maxRepairs: 0,
  async *generate({ prompt }, signal) {
    const outcome = design(prompt);
    if (outcome.kind === "refusal") return outcome;
    yield* codePieces(outcome.api.files, signal);
    return { kind: "api", api: { ...outcome.api, recipe: { prompt, changes: [] } } };
  },
};

/** A sentence that asks for advice, which who asks and why is easily taken for. */
const ADVICE = /(?<=^|[.;!?]\s+)(?:please )?(?:suggest|recommend) [^.;!?]+/i;

/** Nobody writes longer ones. Ways of reading are tried from each word of a sentence, so that their time grows faster than its length. */
const LONGEST_SENTENCE = 3_000;

type Design = { kind: "api"; api: GeneratedApi } | (GeneratorOutcome & { kind: "refusal" });

/** What the description is answered with. Whole: it is built only where all that it asks for is; most: what only adds may be left out, as in what was built before. */
export function design(prompt: string, extent: "whole" | "most" = "whole"): Design {
  if (isOtherScript(prompt)) {
    return {
      kind: "refusal",
      message: "The built-in generator reads English only, and this description is in another script. Describe the API in English, or save an Anthropic key under API keys so that Claude reads it.",
      suggestions: ["Manage books with title, author and year", "A key-value store with expiry"],
    };
  }
  const longest = Math.max(...prompt.split(/[.;!?\n]+/).map((sentence) => sentence.length));
  if (longest > LONGEST_SENTENCE) {
    return {
      kind: "refusal",
      message: `One sentence is ${longest.toLocaleString("en")} characters long, and the built-in generator reads up to ${LONGEST_SENTENCE.toLocaleString("en")}. Put each thing and each rule in a sentence or a line of its own, or save an Anthropic key under API keys so that Claude reads it.`,
      suggestions: [],
    };
  }
  if (SECRETS.signal.test(normaliseText(prompt))) return { kind: "refusal", message: SECRETS.why, suggestions: SECRETS.suggestions };
  if (HARM.signal.test(normaliseText(prompt))) return explainHarm(prompt);
  const { text, bracketed, held, open } = readRemarks(prompt);
  try {
    const advice = ADVICE.exec(prompt)?.[0].trim();
    if (advice !== undefined) throw new NotUnderstood("Suggesting something needs a judgement that an API built here doesn't have.", advice);
    const [remark] = open;
    if (remark) throw new NotUnderstood(remark.why, remark.text);
    const api = firstBuilt([...new Set([text, bracketed])], (one) => guardReading(one, buildDescription(one), held));
    guardLive(prompt, api);
    if (extent === "whole") auditSecond(prompt, api, open.length === 0 ? plainly([...new Set([bracketed, text])], held, prompt)[0] : null);
    const missing = api.leftOut.find((line) => !isAboutSurroundings(line));
    if (extent === "whole" && missing !== undefined) throw new NotUnderstood(missing, /^"([^"]+)"/.exec(missing)?.[1] ?? null);
    return { kind: "api", api: sayRequired(prompt, api) };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    // Of two readings that contradict each other the second is no better than the first.
    const [api, why] = open.length === 0 && !(error instanceof ReadTwoWays) ? plainly([...new Set([bracketed, text])], held, prompt) : [null, null];
    const unsure = api && extent === "whole" ? refusalOf(() => auditCalled(prompt, api)) : null;
    return api && !unsure ? { kind: "api", api: sayRequired(prompt, api) } : explainRefusal(prompt, unsure ?? why ?? error, buildDescription);
  }
}

/** What would be built, held to what the other reader makes of it; where that makes nothing of it, to what there are several of. */
function auditSecond(prompt: string, api: GeneratedApi, other: GeneratedApi | null): void {
  if (other) auditAgreement(prompt, api, other);
  else auditCalled(prompt, api);
}

function refusalOf(audit: () => unknown): NotUnderstood | null {
  try {
    audit();
    return null;
  } catch (error) {
    if (error instanceof NotUnderstood) return error;
    throw error;
  }
}

/** What is built of the first of these texts that anything can be built of. Throws what the first is refused with. */
function firstBuilt([first = "", ...others]: readonly string[], build: (text: string) => GeneratedApi): GeneratedApi {
  try {
    return build(first);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    for (const other of others) if (whyNotBuilt(other, build) === null) return build(other);
    throw error;
  }
}

/** What is built plainly of the first of these texts that it can be; else null, with what was lost of a reading in which nothing was open. */
function plainly(texts: readonly string[], held: readonly HeldRemark[], prompt: string): [api: GeneratedApi, why: null] | [api: null, why: NotUnderstood | null] {
  let why: NotUnderstood | null = null;
  for (const text of texts) {
    try {
      const api = buildPlainly(text);
      const audited = api && guardReading(text, api, held);
      try {
        if (audited) return [guardLive(prompt, audited), null];
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        why ??= error;
      }
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
    }
  }
  return [null, why];
}
