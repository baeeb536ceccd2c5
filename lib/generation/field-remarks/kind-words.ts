import { kindOfHint } from "../resource-builder/infer-kind.ts";
import type { OutlineKind } from "../outline/schema.ts";

/** Words for a kind beside those that every reader knows, each with the word for it that they know. */
const OTHERS: Record<string, string> = {
  "free text": "text", "short text": "text", "plain text": "text", "a text": "text", characters: "text", long: "long text", "text area": "long text", textarea: "long text", "multi line text": "long text", longtext: "long text", multiline: "long text",
  whole: "integer", "whole numbers": "integer", "a whole number": "integer", "whole numbers only": "integer", "only whole numbers": "integer", "no decimals": "integer", "without decimals": "integer", "round number": "integer",
  "decimal number": "number", "a decimal number": "number", "a decimal": "number", decimals: "number", numbers: "number", "a number": "number", "any number": "number",
  euro: "money", euros: "money", dollars: "money", pounds: "money",
  "dd/mm/yyyy": "date", "mm/dd/yyyy": "date", "dd-mm-yyyy": "date", "dd.mm.yyyy": "date", "yyyy/mm/dd": "date", "a date": "date", "date only": "date", "valid date": "date", "a valid date": "date", "only the date": "date",
  "date and time": "datetime", "date + time": "datetime", "date+time": "datetime", "day and time": "datetime", "a date and time": "datetime", "date with time": "datetime", "date/time": "datetime", "time and date": "datetime",
  "web address": "url", "a url": "url", "a link": "url", "valid url": "url", "a valid url": "url", "valid link": "url", "web link": "url", "must be a link": "url", website: "url",
  "valid email": "email", "a valid email": "email", "valid e-mail": "email", "e-mail": "email", "a valid email address": "email", "valid email address": "email", "real email": "email",
  "y/n": "yes/no", checkbox: "yes/no", "check box": "yes/no", "tick box": "yes/no", tickbox: "yes/no", "yes or no": "yes/no", "true or false": "true/false", "y or n": "yes/no", "t/f": "true/false", "on/off": "yes/no", "yes / no": "yes/no", "true / false": "true/false",
  tags: "list", "array of strings": "list", "list of texts": "list", "hh:mm": "time", "time of day": "time", time: "time", "a time": "time", uuid: "text",
};
const BY_WORD: Record<string, OutlineKind> = { time: "time", longText: "longText", "long text": "longText" };

/** The word for a kind that every reader knows; undefined where it is none. */
export function kindWordOf(said: string): string | undefined {
  const text = said.toLowerCase().replace(/ ?\/ ?/g, "/").replace(/^(?:(?:must|should|has to) )?looks? like (?:an? )?(?:valid |real )?(?=e-?mail|link|url|web address|date)/, "").replace(/^(?:must|should|has to) be (?=an? (?:link|url|date|number|text)$)/, "");
  if (/^(?!either\b)[a-z]{3,}(?: [a-z]+){0,2} or not$/.test(text)) return "yes/no";
  if (Object.hasOwn(OTHERS, text)) return OTHERS[text];
  return kindOfHint(text) === undefined && !Object.hasOwn(BY_WORD, text) ? undefined : text;
}

/** What such a word stands for. */
export const kindOfWord = (word: string): OutlineKind | undefined => kindOfHint(word)?.kind as OutlineKind | undefined ?? BY_WORD[word];
