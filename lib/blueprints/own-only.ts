const WHO = "(?:each|every|an?|the|any)? ?(?:users?|persons?|callers?|members?|people|everyone|everybody|one)";
const SEES = "(?:(?:can|may|should|must|shall|will) )?(?:only )?(?:be able to )?(?:sees?|access(?:es)?|manages?|views?|reads?|edits?|changes?|has|have|keeps?|get|gets)(?: and (?:edits?|changes?|manages?|deletes?))?";
const OWN = "(?:only )?(?:to )?(?:his|her|their|its|my|our|the)?(?: or hers?)? ?own(?: (?!data\\b)[a-z]+)?(?: only)?";
const OTHERS = "(?:nobody else|no ?-?one else|others|other (?:users|people)|somebody else|someone else|anybody else|anyone else)";

/** The ways to say that each caller sees only its own things. */
export const OWN_ONLY: RegExp[] = [
  new RegExp(`\\b${WHO} ${SEES} ${OWN}\\b`), new RegExp(`\\b(?:${SEES} )?${OWN}\\b`),
  /\b(?:private|personal)(?: (?:to|for) (?:me|(?:each|every|the) (?:user|person|member|caller)|its owner|him|them|myself))?\b/,
  /\b(?:which |that )?only (?:i|me|(?:the|its|their) owner|the (?:user|person) who (?:made|created|wrote|added) (?:it|them)) (?:can |may |should )?(?:see|sees|read|reads|view|access)(?: (?:it|them|mine|my own))?\b/,
  new RegExp(`\\b${OTHERS} (?:can|may|should|must)? ?(?:not |n't )?(?:see|sees|read|reads|access|view)(?: (?:it|them|mine|my [a-z]+))?\\b`),
  /\b(?:per|for each|for every) (?:user|person|caller|consumer)\b/,
  /\bnot (?:those|that|the ones) of (?:others|other (?:users|people))\b/,
];

const ALL = "(?:every(?:one|body)(?: else)?|all (?:users|members|of us|colleagues|people)|any(?:one|body)|others|other (?:users|people)|the (?:whole|entire) [a-z]+|(?:several|many|multiple|all) (?:users|people)|my (?:[a-z]+ )?(?:team|family|colleagues|wife|husband|partner|friends))";

/** The ways to say that callers see what others stored: the contrary. */
export const OTHERS_SEE: RegExp[] = [
  new RegExp(`\\b${ALL}\\b(?: (?:can|may|should|must|in|on|at|our|my|the|office|house|team|company))* (?:also )?(?:sees?|reads?|edits?|changes?|access(?:es)?|manages?|views?|adds?|uses?|shares?)\\b`),
  /\bshar(?:e|es|ed|ing)\b|\btogether\b|\bcollaborat\w*|\bpublic(?:ly)?\b|\beveryone's\b|\beverybody's\b/,
];
