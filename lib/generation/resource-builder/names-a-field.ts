import { isTextNoun } from "./field-nouns.ts";
import { inferKind } from "./infer-kind.ts";

/** Whether a label can be the name of a field: a noun phrase of few words. What has an article, a verb, a condition or a number in it is a sentence. */
export function namesAField(name: string): boolean {
  const label = name.replace(/(?<=[a-z]) (?:before|after)$/, "").replace(/^(?:term|contract|lease|membership|season|course|warranty|offer|sale|project|license|licence|insurance|trial|loan|policy|subscription) (?:ends|starts|begins|expires|opens|closes)$/, "term");
  const words = label.split(" ").filter((word) => !/^(?:of|per|and|the)$/.test(word));
  if (words.length > (isHeaded(label) ? MOST_WORDS : 3) || SENTENCE.test(label) || (/\d/.test(label) && !NUMBERED.test(label))) return false;
  if (label === "auto" || label === "secret" || label === "numbered") return false;
  // "starts at", "renews on"
  return /^[a-z]+(?: (?:at|on))?$/.test(label) || (!VERB.test(label) && !DEED.test(label) && !WITH_THEIRS.test(label) && (!OPENS.test(label) || OPENING.test(label)));
}

/** A long name whose last word says what it holds: "next dressing change date". */
const isHeaded = (label: string): boolean => inferKind(label).isSure || isTextNoun(label);
const MOST_WORDS = 5;

/** "address line 2", "co2 level". */
const NUMBERED = /^[a-z]+(?: [a-z]+)*(?:\d{1,3}| \d)$|\b(?:co2|o2|h2o|pm10|b12|a4|2fa|mp3)\b/;

/** Articles, conditions and what restricts. */
const SENTENCE = / (?:an?|(?<!of )the) |^(?:two|three|four|five|six|seven|eight|nine|ten|both|several|half|auto|limited|one|twice|once|each|all|any|some|every) |\b(?:after|before|once|while|during|within|separate(?:ly)?|each|per [a-z]+ [a-z]+ly|like|fifo|lifo|compliant|audit proof|approval needed|by invitation|twice|together|instead|otherwise|everybody|anybody|whoever|somebody|nobody)\b(?! (?:photo|picture|image|price|value|weight|reading)$)|^(?:secret|confidential|private|hidden|valid(?! (?:from|until|till|for|to|through)\b)|real|positive|negative|correct|proper(?!t)|empty|random|automatic|needs? (?:approval|confirmation|verification|permission|review)) ?[a-z]/;

/** Verbs that name nothing. */
const VERB = /\b(?:need(?:ed)? to|needs|wants?|goes|went|comes|takes|becomes?|happens?|belongs?|contains?|begins|starts|ends|leaves|arrives|opens|closes|pays|buys|sells|gets|gives|says|knows|means|works|lives|plays|uses|holds|keeps|looks|feels|thinks|borrows?|lends?|changes with|reduces?|increases?|decreases?|rotates?|decides?|chooses?|picks(?! )|assigns?|brings?|wins? against|numbered|counts? (?:as|down)|is|are|was|were|be|been|being)\b(?<!^(?:is|was|has) ?)/;
/** Somebody does something: "admins decide", "customers see less". */
const DEED = /^(?!(?:pages|lines|words|hours|minutes) read$)(?:[a-z]+s|people|children|staff|everyone) (?:see|get|pay|approve|vote|go|come|share|own|win|lose|have|take|give|need|want|love|buy|sell|bring|send|read|write|work|live|move|leave|join|help|choose|pick|ask|know|play|enter|confirm|sign)\b/;

/** "visitors leave their name"; "dates of their stay" is a name. */
const WITH_THEIRS = /^[a-z]+ (?:[a-z]+ )*(?!(?:of|in|on|at|for|from|to|with|by|and|or|per|since|until) )[a-z]+ (?:their|his|her|our|my|your) /;

/** What only a clause begins with, but for what is a state. */
const OPENS = /^(?:in|with|without|by|for|of|on|as|to|from|has to|find|pick|assign|hide|undo|restore|suggest|must) /;
const OPENING = /^(?:in (?:stock|use|charge|service|english|progress|transit)|on (?:hand|loan|sale|site|time|stage|leave|duty)|for (?:sale|rent|whom|children)|to (?:date|address|team|city|email|account|station|port|place|name|person)|from (?:date|address|team|city|email|account|station|port|place|name|person)|for [a-z]+|by [a-z]+|pick ?up [a-z]+|pick up|without [a-z]+|of [a-z]+)$/;
