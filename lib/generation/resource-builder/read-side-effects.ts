import { normaliseText } from "./normalise-text.ts";

export interface WithoutSideEffects {
  rest: string;
  leftOut: string[];
  /** Whether what remains is still the thing that was asked for. */
  isMost: boolean;
}

/** The description without its side effects: messages, payments, files, models, live connections. Null when it has none. */
export function readSideEffects(description: string, isWhole: boolean): WithoutSideEffects | null {
  const parts = partsOf(description);
  const whys = parts.map(() => "");
  parts.forEach(({ text, before }, index) => {
    const plain = normaliseText(text).replace(/^(?:to |with )+/, "");
    const held = index > 0 ? whys[index - 1] : "";
    const named = SIDE_EFFECTS.find(({ noun, bare }) => index > 0 && (noun.test(plain) || (bare?.test(plain) && /\bwith\b|\bhave\b|\bhas\b|:/i.test(description.slice(0, description.indexOf(text))))));
    const done = isWhole ? undefined : SIDE_EFFECTS.find(({ verb }) => verb.test(plain));
    whys[index] = (named ?? done)?.why ?? (held && (/^(?:that|which|who)$/.test(before.trim()) || GOES_ON.test(plain)) ? held : "");
  });
  // "When an order ships, email the customer" begins with its occasion.
  parts.forEach(({ text }, index) => {
    if (index > 0 && !whys[index] && whys[index + 1] && /^(?:when|whenever|once|if|after|before|every|as soon as)\b/i.test(text.trim())) whys[index] = whys[index + 1] ?? "";
  });
  const first = whys.findIndex(Boolean);
  if (first < 0) return null;
  const leftOut: string[] = [];
  let rest = "";
  parts.forEach(({ text, before }, index) => {
    const why = whys[index];
    if (why) {
      const isNext = index > 0 && whys[index - 1] === why && leftOut.length > 0 && !/[.;!\n]/.test(before);
      if (isNext) leftOut.push(`${(leftOut.pop() ?? "").replace(/": .*$/s, "")}${before}${text}": ${why}`);
      else leftOut.push(`"${text.trim()}": ${why}`);
      return;
    }
    const afterSide = index > 0 && whys[index - 1] !== "";
    const opened = afterSide ? parts[parts.findLastIndex((_part, at) => at < index && whys[at] === "") + 1]?.before ?? "" : "";
    // What opened a list or a sentence stays; else what closed the part does.
    rest += (afterSide && /with|[.;!\n]/.test(opened) && !/[.;!\n]/.test(before) ? opened : before) + text;
  });
  const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;
  const removed = words(leftOut.map((line) => line.replace(/": .*$/s, "")).join(" "));
  const isListed = /\b(?:with|has|have|having)\b[^.;]+(?:,| and )|:[^.;]+(?:,| and )|\([^)]+,/i.test(rest);
  return { rest: rest.replace(/^[\s,.;!]+/, "").trim(), leftOut, isMost: isListed || words(rest) >= removed };
}

interface Part {
  /** What stands between the part before and this one. */
  before: string;
  text: string;
}

const BOUNDARY = /,?\s+(?:(?<!\b(?:syncs?|synced|integrate[sd]?|integration|connect|connects|connected|pay|payments?)(?: (?:it|them|this|everything|all))?\s+)with|and then|and also|and with|and|then|but|that|which|who|plus|also)\s+(?:can |also |it should |it |the api |should |be able to )*|(?:[,;!\n]|\.(?=\s|$))\s*(?:and (?:also )?|also |then |with )?/gi;

function partsOf(description: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  let before = "";
  for (const match of description.matchAll(BOUNDARY)) {
    parts.push({ before, text: description.slice(at, match.index) });
    before = match[0];
    at = match.index + match[0].length;
  }
  parts.push({ before, text: description.slice(at) });
  return parts;
}

/** More of the same wish: its occasion, or another way of sending it. */
const GOES_ON = /^(?:when|if|before|after|once|whenever|as soon as|every|via|by|through|to|on|in case)\b|^(?:an? |the )?(?:e-?mails?|sms|push|whatsapp|slack|telegram|text|pdfs?|csv|excel|xlsx)(?: (?:notifications?|reminders?|alerts?|messages?|to [a-z ]+|files?|reports?))?$/;

const LEAD = "^(?:(?:it|i|we|they|users?|people|(?:the )?(?:customers?|members?|clients?|guests?|patients?|students?|owners?)|the api|you|one|everyone|should|must|can|could|may|will|would|want|need|like|to|be|able|please|also|automatically|lets?|allow|allows|me|us) )*";
const CHANNEL = "(?:e-?mails?|sms|text messages?|push|whatsapp|slack|telegram|discord|newsletters?)";

/** A part that is wholly a `noun`, or begins with a `verb`, is a side effect; `bare` is one in a list of fields only. */
const SIDE_EFFECTS: { noun: RegExp; bare?: RegExp; verb: RegExp; why: string }[] = [
  {
    noun: new RegExp(`^(?:(?:an? |the |automatic |daily |weekly )*${CHANNEL} (?:notifications?|reminders?|alerts?|confirmations?|integration|updates)|(?:automatic |push |automated )(?:notifications?|reminders?|alerts?)|(?:reminders?|notifications?|alerts?) (?:by|via|through|over) ${CHANNEL})(?: (?:for|when|about|to|before) .+)?$`),
    bare: /^(?:an? |the )?(?:notifications|reminders|alerts|notification system)(?: (?:for|when|about|before) .+)?$/,
    verb: new RegExp(`${LEAD}(?:(?:sends?|sending|sent) (?:.* )?(?:${CHANNEL}|mails?|reminders?|notifications?|alerts?|me|us)\\b|(?:e-?mails?|texts?|notif(?:y|ies)|notifying|reminds?|reminding|alerts?|ping) (?:me|us|them|him|her|users?|people|customers?|everyone|it|this|the|an?|my|every|each|all)\\b|(?:gets?|receives?) (?:.* )?(?:${CHANNEL}|notified|reminded|notifications?|reminders?|alerts?)\\b|(?:is|are|be) (?:notified|reminded|alerted|emailed)\\b)`),
    why: "an API built here sends nothing: it can't reach other services yet.",
  },
  {
    noun: /^(?:(?:an? |the )?(?:online |stripe |paypal |credit card |card )+(?:payments?|integration|checkout|support|billing)|(?:an? |the )?payment (?:integration|processing|gateway|support|provider)|(?:online )?payments? (?:with|via|by|through|using) (?:stripe|paypal|credit card|card)s?)$/,
    verb: new RegExp(`${LEAD}(?:(?:accepts?|takes?|process(?:es)?|collects?|handles?|makes?) (?:.* )?(?:payments?|credit cards?|money)\\b|pay (?:online|by|with|via|for)\\b|charges? (?:.* )?(?:cards?|customers?|users?)\\b|(?:use|integrate|connect)s? (?:.* )?(?:stripe|paypal)\\b)`),
    why: "an API built here takes no payments: it can't reach other services yet.",
  },
  {
    noun: /^(?:an? |the )?(?:(?:pdf|csv|excel|xlsx)(?: (?:or|and|\/) (?:pdf|csv|excel))?(?: [a-z]+)? (?:exports?|import|downloads?|reports?|generation)|(?:exports?|imports?|downloads?) (?:to|as|in|into|from|of)(?: an?)? (?:pdf|csv|excel|xlsx|word)(?: files?)?|(?:pdf|csv|excel) (?:invoices|files))$/,
    verb: new RegExp(`${LEAD}(?:(?:exports?|exporting|imports?|importing|downloads?|prints?|generates?|creates?|makes?|produces?) (?:.* )?(?:pdfs?|csv|excel|xlsx|spreadsheets?)\\b|(?:print|export) (?:it|them|the|all)\\b)`),
    why: "an API built here answers in JSON and reads and makes no files.",
  },
  {
    noun: /^(?:an? |the )?(?:(?:[a-z]+ ){0,2}(?:image|photo|picture|file|document|pdf|avatar|video|receipt|logo|attachment)s? uploads?(?:ing)?|file attachments?|(?:uploads?|uploading) (?:of |for )?(?:[a-z]+ ){0,2}(?:images?|photos?|pictures?|files?|documents?|videos?|receipts?|avatars?|covers?))$/,
    verb: new RegExp(`${LEAD}(?:upload|attach)(?:s|ing)?\\b(?! (?:date|time|size|count|speed)\\b)`),
    why: "an API built here keeps no files; a link to one can be kept in a field of its own.",
  },
  {
    noun: /^(?:an? |the )?(?:ai[ -](?:(?:powered|based|generated|driven) )?[a-z]+(?: [a-z]+)?|(?:smart|personali[sz]ed|intelligent) (?:recommendations?|suggestions?)|recommendations|recommendation (?:engine|system)|sentiment analysis|chatgpt integration|machine learning(?: [a-z]+)?)$/,
    verb: new RegExp(`${LEAD}(?:(?:use|uses|using) (?:ai|gpt|chatgpt|an? llm|machine learning)\\b|(?:summari[sz]e|translate|recommend|classif(?:y|ie)|predict|auto-?tag)s? |(?:suggests?|generates?|writes?) .*\\b(?:ai|gpt|chatgpt|llm)\\b)`),
    why: "an API built here has no language or image model and can't reach one.",
  },
  {
    noun: /^(?:an? |the )?(?:real-?time (?:updates?|notifications?|sync(?:ing)?|data|feed)|live (?:updates?|feed)|web ?sockets?(?: (?:support|updates|notifications))?|in real[- ]?time)$/,
    verb: new RegExp(`${LEAD}(?:updates?|syncs?|pushe?s?|broadcasts?) .*\\b(?:real-?time|live)\\b`),
    why: "an API built here answers calls and keeps no live connections.",
  },
  {
    noun: /^(?:an? |the )?(?:google (?:calendar|maps|sheets|drive)|slack|zapier|outlook|discord|whatsapp|quickbooks|salesforce|mailchimp) (?:integration|sync|support)$|^(?:syncs?|synced|integrate[sd]?|integration|connects?|connected)(?: (?:it|them|this|everything|all))? (?:with|to) .+$/,
    verb: new RegExp(`${LEAD}(?:syncs?|synced|integrates?|integrated|connects?|connected) (?:.* )?(?:with|to) `),
    why: "an API built here can't reach other services yet.",
  },
];
