import { CHOICE_NAMES } from "./grammar/lexicon.ts";
import { inferKind, kindOfHint } from "./infer-kind.ts";

const OPTION = "(?!(?:in|from|to|of|last|next)\\b)[a-z0-9][a-z0-9_-]*(?: (?!or\\b|and\\b|with\\b)[a-z][a-z0-9_-]*)?";
/** A value in a list that nothing but its end ends. */
const VALUE = "[a-z0-9][a-z0-9_-]*(?: (?!or\\b|and\\b|with\\b)[a-z][a-z0-9_-]*){0,2}";
const OPTIONS = `${OPTION}(?:, ${OPTION})*,? or ${OPTION}`;

/** `low/medium/high`, but not `km/h`, `yes/no` and `and/or`. */
const areOptions = (name: string, values: string): boolean =>
  !kindOfHint(values) && !/\b(?:and|or)\b/.test(values) && (new RegExp(`^(?:${CHOICE_NAMES})$`).test(name) || values.split("/").every((value) => value.length > 2) || values.split("/").length > 2);

/** Puts lists of allowed values in braces, so that their commas don't part fields: `status {open|closed}`. */
export function markOptions(text: string): string {
  // "genre enum(a, b)" is a genre.
  const plain = text.replace(/ ?\benum ?(?=[({:])/g, "");
  // "1/2-1/2" among others is one value.
  const braces = (values: string): string => `{${values.split(/, | or /.test(values) ? /, (?:or |and )?| or |,? and |\s*\|\s*|,/ : /,? and |\s*[/|]\s*|,/).map((value) => value.replace(/["']/g, "").trim()).filter(Boolean).join("|")}}`;
  return plain
    .replace(/\b(?!(?:in|on|to|not|no|with|and)\b)([a-z]+) ([a-z][a-z-]*(?:\/[a-z][a-z -]*?)+)(?=[,.;]|$| and )/g, (whole, name: string, values: string) => (areOptions(name, values) ? `${name} ${braces(values)}` : whole))
    .replace(/ ?\(([^()]*)\)/g, (whole, inside: string) => {
      if (/^(?:optional|required|unique|mandatory|if any|(?:one|1|zero|0) or more|more than one)\b/.test(inside) || kindOfHint(inside) || (MEASURE.test(inside) && !SEVERAL.test(inside))) return ` (${inside.replaceAll(",", "")})`;
      // Other values are taken too.
      if (/^(?:e\.g\.,?|like(?! new\b)|such as) /.test(inside)) return "";
      const values = inside.replace(/^(?:either|one of|values?:?|options?:?) /, "");
      return /[,/|]| or /.test(values) ? ` ${braces(values)}` : whole;
    })
    .replace(new RegExp(`\\b(${CHOICE_NAMES}|[a-z]+)(?: ?:| which (?:is|can be)| that (?:is|can be)| (?:is|being|of|as|can be|must be))? (?:either|one of|either of) (${OPTIONS})`, "g"), (_whole, name: string, values: string) => `${name} ${braces(values)}`)
    .replace(new RegExp(`\\b(${CHOICE_NAMES})(?: ?:| which (?:is|can be)| that (?:is|can be)| (?:is|being|of|as|can be|must be))? (${OPTIONS})(?=[,.;]|$| and )`, "g"), (_whole, name: string, values: string) => `${name} ${braces(values)}`)
    // At the end of a sentence, "difficulty: easy, medium, hard" lists values.
    .replace(new RegExp(`((?:\\bwith|\\band|,) (?:[a-z]+ )?(?:${CHOICE_NAMES})) ?: ?(${VALUE}(?:, ${VALUE})+(?:,? (?:and|or) ${VALUE})?)$`), (whole, lead: string, values: string) => (values.split(/, | and | or /).some((value) => inferKind(value).isSure && inferKind(value).kind !== "boolean") ? whole : `${lead} ${braces(values)}`))
    .replace(/\b(from|between) (-?\d+) and (-?\d+)/g, "$1 $2 to $3");
}

/** A range or a unit, unless three or more are listed: "1-0, 0-1, 1/2-1/2". */
const MEASURE = /\d ?(?:-|to|\.\.) ?\d|^in |out of|^max/;
const SEVERAL = /^[^,]+, [^,]+(?:, | or ).+$/;

const ALONE = "title|name|author|email|phone|address|year|age|price|quantity|status|description|date|city|country|grade|category|url|notes|amount";
/** Words that make one name with what stands before them, though they could stand alone. */
const COMPOUND = /^(?:(?:email|postal|home|street|billing|shipping|web) address|(?:file|user|country|city|category|author) name|(?:release|birth|publication|publishing|start|end|due|publish) (?:date|year)|(?:name|title|email|phone|city|price|year|status) (?:number|code|date|category|type))$/;

/** Parts a list of fields at commas and `and`. Known single words in a row without commas are several fields. */
export function splitItems(list: string): string[] {
  return list
    .replace(/\b((?:start|opening|arrival|check[ -]?in|begin|departure)) and ((?:end|closing|departure|check[ -]?out|arrival)) (date|time)s?\b/g, "$1 $3, $2 $3")
    .replace(/\bfirst and last names?\b/g, "first name, last name")
    .replace(/\bdate and time\b/g, "date, time")
    .split(/\s*(?:,\s*and\s+|,\s*|\band\b|;)\s*/)
    .map((item) => item.trim())
    .filter(Boolean)
    .flatMap((item) => {
      const words = item.split(" ");
      const areAllAlone = words.length > 1 && words.every((word) => new RegExp(`^(?:${ALONE})s?$`).test(word));
      return areAllAlone && !COMPOUND.test(item) ? words : [item];
    });
}
