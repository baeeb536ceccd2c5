import type { Rephrasing } from "./rephrase.ts";

const FIGURE = "(?:average|avg|mean|totals?|sums?|counts?|number|highest|lowest|max(?:imum)?|min(?:imum)?)";
const PER = "(?:per|by|for each|for every)";
const ANYONE = "(?:anyone|anybody|people|users?|everyone|everybody|members|visitors|readers|customers|they|you|we|i)";
const COUNTED = "(?:upvote|like|star|clap)";

/** What is asked of the things, and who sees them. */
export const rephraseWishes: Rephrasing[] = [
  // "GET by code", "GET /contacts/stats count by stage"
  { said: /(?<=(?:^|[.;,\n]) ?)get (?:it |them |one )?by (?=[a-z])/g, means: "filter by " },
  { said: /\b(?:get|post|put|patch|delete) \/[a-z0-9/_{}:-]+(?: endpoint)?(?: (?:gives|returns|shows|with|for|to get|that (?:returns|gives)))?,? (?=(?:the )?(?:counts?|number|totals?|sums?|averages?|how many) )/g, means: "" },
  // "each user only sees own"
  { said: /\b((?:sees?|views?|access(?:es)?|edits?|manages?)(?: only)?) own\b/g, means: "$1 their own" },
  // "totals per month and per category" are two figures
  { said: new RegExp(`\\b(${FIGURE}(?: (?!${PER}\\b)[a-z]+){0,3}) ${PER} ([a-z]+(?: [a-z]+)?) and (?:per|by) ([a-z]+)`, "g"), means: "$1 per $2 and $1 per $3" },
  // "average, minimum and maximum temperature per day" are three
  { said: new RegExp(`\\b(${FIGURE})(?:, (${FIGURE}))?,? and (${FIGURE}) ((?!${PER}\\b)[a-z]+(?: [a-z]+)?(?: ${PER} [a-z]+)?)(?=[,.;\\n]|$)`, "g"), means: (_match, [one = "", two = "", three = "", what = ""]) => [one, two, three].filter(Boolean).map((figure) => `${figure} ${what}`).join(", ") },
  { said: /\b(?:list )?(?:with )?(?:a )?filters? (?:on|by) (?=[a-z])/g, means: "filter by " },
  // A table of teams among other things is a ranking; "a table of users with …" alone keeps users
  { said: /(?<=[.;\n] ?)(?:a |the |league )*table (?:of|with|for) (?=[a-z]+)/g, means: "show the standings of " },
  { said: /(?<=[.;\n] ?)(?:the )?(total|highest|lowest) ([a-z]+)(?=[.;\n]|$)/g, means: "show the $1 $2" },
  // "children per stop" where children are kept
  { said: /(?<=[.;\n] ?)([a-z]+s|children|people) per ([a-z]+)(?=[.;\n]|$)/g, means: (match, [many = "", one = ""], text) => (new RegExp(`\\b${many} (?:with|have|\\()`).test(text) ? `count of ${many} per ${one}` : match) },
  // "anyone can upvote"
  { said: new RegExp(`\\b(${ANYONE} (?:can|may|could|should be able to) ${COUNTED})(?=[,.;\\n]|$| and (?!un|dis|down))`, "g"), means: "$1 them" },
  // "sort by most liked", "most votes first"
  { said: /(?:\b(?:sort(?:ed)?|order(?:ed)?|list(?:ed)?|rank(?:ed)?) by |\b(?:the )?(?:list|results?) (?:is |are )?(?:sorted|ordered) by )?(?:the )?\bmost (liked|likes|upvoted|upvotes|votes|viewed|views|played|plays|downloaded|downloads|stars|starred)(?: (?:ones? )?(?:first|on top))?(?=[,.;\n]|$| and )/g, means: (_match, [what = ""]) => `sort by ${COUNTS[what] ?? what}` },
  { said: /\b((?:sort|order|list)(?:ed)? by (?:the )?[a-z]+(?: [a-z]+)?),? (?:the )?(?:highest|lowest|biggest|smallest|largest|newest|latest|oldest|longest|shortest|cheapest)(?: ones?)? first\b/g, means: "$1" },
  // "highest score first"
  { said: /(?:\b(?:sort(?:ed)?|order(?:ed)?|list(?:ed)?) by )?\b(?:highest|lowest|best|biggest|smallest|cheapest) ([a-z]+) first(?=[,.;\n]|$| and )/g, means: "sort by $1" },
  { said: /\b(?:the )?(?:list|results?) (?:is|are|should be|must be) (?:sorted|ordered) by\b/g, means: "sort by" },
];

const COUNTS: Record<string, string> = { liked: "likes", upvoted: "votes", upvotes: "votes", viewed: "views", played: "plays", downloaded: "downloads", starred: "stars" };
