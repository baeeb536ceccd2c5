const WHO = "(?:i|we|you|they|people|users|visitors|customers|members|staff|guests|everyone|anyone|somebody|someone|it)";
const MAY = "(?:'d|(?: (?:would|should|must|can|could|may|want|wants|need|needs|like|love|wish|be able|have|also|often|sometimes|usually|just|to)))*";
const LEAD = `(?:(?:and|also|then|please|plus|finally|but|ideally|sometimes|often|to|it would be (?:nice|great|good|helpful|cool|handy) (?:to|if)|be able to|let (?:me|us|people|users|them)|(?:an? |the )?(?:list|overview|endpoint|way|option|possibility|view)(?: of| for| to| with)?) )*`;
const ASK = "(?:show|give|see|find|filter|search|sort|fetch|tell|look (?:up|for|at)|get|list(?! price)|display|browse|query|highlight|know)(?= [a-z])|(?:view|check|report|print|count|return|pull|retrieve)(?= (?:me|us|all|the|only|just|every|those|my|our|which|what|who|how)\\b)|(?:only|just) (?:the|those)\\b|(?:which|what) [a-z]+ (?:are|have|has|is|cost)\\b";
const OPENS = new RegExp(`^${LEAD}(?:${WHO}${MAY} )?(?:${ASK})`, "i");
const ENDS = /\b(?:should|must|can|could|may|to) (?:also )?be (?:listed|shown|displayed|found|highlighted|marked|visible|seen|sorted|filtered)\b|\b(?:in|on|as) (?:a|one|their own|its own) (?:list|page|view)$/i;

/** Whether words ask to see some of what is kept: "give me the products with less than 5 left". A number in them narrows a list, and holds no field to anything. */
export const isListWish = (text: string): boolean => OPENS.test(text.trim()) || ENDS.test(text.trim());
