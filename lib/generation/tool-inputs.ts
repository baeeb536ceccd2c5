import type { Place } from "./other-values.ts";

/** Where a description of a tool names what goes into it: "given price and rate", up to what comes out. */
export const toolInputs = (description: string): Place[] =>
  [...description.matchAll(OPENS)].map(({ index, 0: opener }) => {
    const from = index + opener.length;
    const rest = description.slice(from);
    return { from, to: from + (CLOSES.exec(rest)?.index ?? rest.length) };
  });

const OPENS = /\b(?:given|tak(?:es|ing)|inputs?|enter(?:s|ing)?|accept(?:s|ing)?|based on|i (?:give|send|pass|type|enter|provide)|pass(?:ing)? in)\b/gi;
const CLOSES = /\b(?:returns?|returning|shows?|gets?|gives?|tells?|calculat\w+|comput\w+|outputs?|displays?)\b|[.;\n]/i;
