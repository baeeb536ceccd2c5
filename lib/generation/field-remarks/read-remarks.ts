import { bracketBareChoices } from "../field-words/bare-choices.ts";
import { digitsInRanges } from "../field-words/digits-in-ranges.ts";
import { bracketClauses } from "./bracket-clauses.ts";
import { bracketDefaults } from "./bracket-defaults.ts";
import { bracketExamples } from "./bracket-examples.ts";
import { isFieldList } from "./is-field-list.ts";
import { partLists } from "./part-lists.ts";
import { partSides } from "./part-sides.ts";
import { readRemark } from "./read-remark.ts";
import { remarkInWords } from "./remark-in-words.ts";
import { shareBrackets } from "./share-brackets.ts";
import type { Remark, Told } from "../field-words/told.ts";

/** What is said of one field, with the name that it was said behind, and how it was written. */
export interface HeldRemark {
  label: string;
  before: string;
  text: string;
  told: Told;
}

/** A description with each remark on a field in the words that all readers know. */
export interface ReadRemarks {
  text: string;
  /** With what clauses say of a field in brackets too. */
  bracketed: string;
  /** What the fields are held to, whatever reads the text. */
  held: HeldRemark[];
  /** Remarks that no reader may guess at or keep to, as they were written; they don't stand in the text any more. */
  open: { text: string; why: string }[];
}

/** What stands behind a field's name, in brackets, between dashes or in a clause. The readers of descriptions see only what this leaves, so that none of them takes a remark for a list of values. */
export function readRemarks(description: string): ReadRemarks {
  const parted = partLists(shareBrackets(partSides(bracketExamples(bracketBareChoices(bracketDefaults(digitsInRanges(description)))))));
  const { text: bracketed, held, open } = rewrite(bracketClauses(parted));
  return { text: rewrite(parted).text, bracketed, held, open };
}

function rewrite(description: string): Omit<ReadRemarks, "bracketed"> {
  const open: ReadRemarks["open"] = [];
  const held: HeldRemark[] = [];
  const text = description.replace(BRACKET, (whole, said: string, mark: string, inside: string, at: number, all: string) => {
    const label = labelOf(said);
    const before = all.slice(0, at) + said;
    if (label === "" || /[<>]/.test(label) || isFieldList(label, inside, before.split(/[.!?](?=\s)|\n/).at(-1) ?? "")) return whole;
    const remark = readRemark(inside, label);
    if (remark === null) {
      open.push({ text: `${label} (${inside.trim()})`, why: `It isn't clear whether "${inside.trim()}" are the values of ${label}, or a remark. Values are plain words: "${label} (one, two, three)"; a kind is one of "(text)", "(number)", "(date)" and "(yes/no)".` });
      return said;
    }
    open.push(...remark.unkept.map((rule) => ({ text: `${label} (${rule.text})`, why: rule.why })));
    if (says(remark)) held.push({ label, before: before.slice(0, before.length - label.length), text: `${label} (${inside.trim()})`, told: remark.told });
    return isLeft(remark) ? (mark === "[" ? `${said.replace(/\s*[:=]?\s*$/, "")} (${inside})` : whole) : `${said.replace(/\s*[:=]?\s*$/, "")}${remarkInWords(remark, label)}`;
  });
  return { text, held, open };
}

/** States in their order, examples, several of something, and a unit alone: the readers say what they make of them. */
const isLeft = ({ isMove, hasExamples, values, told, unit, kindWord, start, unkept }: Remark): boolean =>
  isMove || (hasExamples && values.length === 0) || (told.kind === "list" && unkept.length === 0) || (unit !== undefined && kindWord === undefined && start === undefined && Object.keys(told).every((name) => name === "kind" || name === "measured"));

const says = ({ told, isMove }: Remark): boolean => !isMove && Object.keys(told).some((name) => name !== "said" && name !== "kind" && name !== "measured") || told.said !== undefined;

/** The words before a bracket, with the bracket. */
const BRACKET = /([^()[\]{},;\n]{0,120}[^()[\]{},;\s])[ \t]{0,3}([([])([^()[\]{}]*)[)\]]/g;

/** The name that stands last before a bracket. */
const labelOf = (said: string): string => said.replace(/\s*[:=]\s*$/, "").split(/:\s|[.!?]\s+|\b(?:and|with|plus|has|have|having|an?|the|its|their)\s/i).at(-1)?.replace(/^[\s\-*\u2022]+|\s+$/g, "") ?? "";
