import { partLists } from "./part-lists.ts";
import { readRemark } from "./read-remark.ts";
import { isFieldList } from "./is-field-list.ts";

/** A description with each remark on a field in the words that all readers know. */
export interface ReadRemarks {
  text: string;
  /** Remarks that no reader may guess at, as they were written; they don't stand in the text any more. */
  open: { text: string; why: string }[];
}

/** What stands behind a field's name, in brackets or between dashes. The readers of descriptions see only what this leaves, so that none of them takes a remark for a list of values. */
export function readRemarks(description: string): ReadRemarks {
  const open: ReadRemarks["open"] = [];
  const text = partLists(description).replace(BRACKET, (whole, said: string, mark: string, inside: string, at: number, all: string) => {
    const label = labelOf(said);
    const before = all.slice(0, at).split(/[.!?](?=\s)|\n/).at(-1) ?? "";
    if (label === "" || isFieldList(label, inside, `${before}${said}`)) return whole;
    const read = readRemark(inside, label);
    if (read === "same") return mark === "[" && /[,/|]/.test(inside) ? `${said.replace(/ ?[:=]\s*$/, "")} (${inside.replace(/["']/g, "")})` : whole;
    if (read !== null) return `${said.replace(/\s*[:=]?\s*$/, "")}${read}`;
    open.push({ text: `${label} (${inside.trim()})`, why: `It isn't clear whether "${inside.trim()}" are the values of ${label}, or a remark. Values are plain words: "${label} (one, two, three)"; a kind is one of "(text)", "(number)", "(date)" and "(yes/no)".` });
    return said;
  });
  return { text, open };
}

/** The words before a bracket, with the bracket. */
const BRACKET = /([^()[\]{},;\n]{0,120}[^()[\]{},;\s])[ \t]{0,3}([([])([^()[\]{}]*)[)\]]/g;

/** The name that stands last before a bracket. */
const labelOf = (said: string): string => said.replace(/\s*[:=]\s*$/, "").split(/:\s|\b(?:and|with|plus|has|have|having|an?|the|its|their)\s/i).at(-1)?.replace(/^[\s\-*\u2022]+|\s+$/g, "") ?? "";
