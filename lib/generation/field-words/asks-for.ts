/** Words that ask for something to be done, allowed, forbidden or worked out: where one stands, a phrase is neither small talk nor the name of a field. */
export const ASKS = new RegExp(
  "\\b(?:must|should|shall|can't|cannot|can not|couldn't|may not|mustn't|won't|don't|doesn't|never|always|only|unless|except|until|after|before|if|when|whenever|once|while|then|otherwise|else|" +
  "automatic\\w*|approv\\w*|remind\\w*|e-?mails?(?= (?:me|us|them|him|her|people|users|everyone|the|a|to|when|if|every))|notif\\w*|alert\\w*|sends?|sent(?= to)|sending|sms|averages?|averaged|mean|sums?|summed|discount\\w*|overlap\\w*|limit\\w*|" +
  "calculat\\w*|comput(?:e|es|ed|ing|ation\\w*)|generat\\w*|convert\\w*|predict\\w*|forecast\\w*|recommend\\w*|suggest\\w*|translat\\w*|summari[sz]\\w*|detect\\w*|classif\\w*|import\\w*(?<!important)|export\\w*|upload\\w*|download\\w*|scrap\\w*|sync\\w*|integrat\\w*|" +
  "log ?in|login|sign ?in|sign ?up|sign ?ups|authenticat\\w*|authori[sz]\\w*|permission\\w*|passwords?|admins?|roles?|private(?:ly)?|secret\\w*|charg\\w*|checkout|refund\\w*|every|each|per|not|no|nobody|none|without|deadline(?= passed)|expire\\w*|" +
  "schedul\\w* (?:a|the|jobs?|tasks?|emails?)|queue\\w*|wait(?:ing)?[ -]?lists?|vot(?:e|es|ing)|auctions?|bids?|bidding|rank\\w*|leader ?boards?|split\\w*|shuffle\\w*|random\\w*|redirect\\w*|shorten\\w*|validat\\w*|verif(?:y|ies)|encrypt\\w*|hash\\w*|" +
  "real-?time|live|webhooks?|websockets?|stream\\w*|chat\\w*|count(?:s|ed|ing|er)?|totals?|compare\\w*|track changes|audit\\w*|history|undo|archiv\\w*|restor\\w*|merge\\w*|assign\\w*|match(?:ing|ed)?|book online|double|twice|unique|at least|at most|more than|less than|maximum|minimum|max|min)\\b",
  "i",
);

/** A number says how many there may be. */
const FIGURE = /\d/;

/** Whether a phrase does nothing but name: neither a rule, a wish nor a figure stands in it. */
export const isPlainTalk = (phrase: string): boolean => !ASKS.test(phrase) && !FIGURE.test(phrase);
