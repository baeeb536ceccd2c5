import type { Rephrasing } from "./rephrasing.ts";

const FIGURE = "(?:average|avg|mean|totals?|sums?|counts?|number|highest|lowest|max(?:imum)?|min(?:imum)?)";
const PER = "(?:per|by|for each|for every)";
const ANYONE = "(?:anyone|anybody|people|users?|everyone|everybody|members|visitors|readers|customers|others|other (?:people|users|members)|they|you|we|i)";
const COUNTED = "(?:upvote|like|star|clap)";
const END = "(?=[,.;\\n]|$| and )";

/** Whether the best of something is its highest or its lowest value; null where it could be either. */
function bestOf(how: string, what: string): "highest" | "lowest" | null {
  const isTime = /^(?:times?|laps?|pace)$/.test(what);
  const isAmount = /^(?:weight|scores?|distance|height|length|depth|reps|points|marks?|speed|tempo|wpm|rating)$/.test(what);
  if (how === "best" || how === "record") return isTime ? "lowest" : isAmount ? "highest" : null;
  if (how === "fastest") return isTime ? "lowest" : /^(?:speed|tempo|wpm)$/.test(what) ? "highest" : null;
  if (how === "shortest") return /^(?:times?|duration|distance|length|height)$/.test(what) ? "lowest" : null;
  return /^(?:time|duration|distance|length|weight|depth|height)$/.test(what) ? "highest" : null;
}

/** What is asked of the things, and who sees them. */
export const rephraseWishes: Rephrasing[] = [
  { said: /\bcount (?:up )?(?=how many )/g, means: "" },
  { said: /\b(?:sum|sums|total) of (?:the )?total (?=[a-z])/g, means: "total " },
  { said: /(?<=[.;\n] ?)(?:and )?(?:anyone|everyone|everybody|anybody|all users|all people) can (?:report|add|post|submit|create|see|read|view|list)(?: (?:one|them|it|new ones|all))?(?=[.;\n]|$)/g, means: "" },
  // "the email must be not repeated"
  { said: new RegExp(`\\b(?:(?:must|should|may|can|shall)(?: not|n't|not) (?:be )?(?:repeat|repeated|duplicated?)|can't (?:be )?(?:repeat|repeated|duplicated?)|(?:must|should|has to|needs to) be (?:not (?:repeated|duplicated)|different for (?:each|every) [a-z]+|distinct)|(?:is|are) (?:never|not) repeated)${END}`, "g"), means: "must be unique" },
  { said: new RegExp(`\\b(?:the )?same ([a-z]+(?: (?:number|address|code|name))?) (?:can't|cannot|can not|must not|may not|should not) (?:be (?:used|entered|registered|added)|appear|exist|occur|repeat) (?:twice|two times|again|more than once)${END}`, "g"), means: "the $1 must be unique" },
  // "my personal best weight per exercise"
  { said: new RegExp(`\\b(?:(?:my|the|their|our|a|each [a-z]+'s) )?(?:all-?time )?(?:personal )?(best|record|fastest|longest|shortest|heaviest|farthest|furthest) ([a-z]+) (?=${PER} [a-z])`, "g"), means: (match, [how = "", what = ""]) => { const end = bestOf(how, what); return end === null ? match : `${end} ${what} `; } },
  // "average price per artist and total price"
  { said: /(?<=\bper [a-z]+(?: [a-z]+)?),? and (?:the )?(total|average|highest|lowest) ((?!per\b)[a-z]+(?: [a-z]+)?)(?=[.;\n]|$)/g, means: ". show the $1 $2" },
  { said: new RegExp(`(?<=^|[.;\\n] ?)((?:show|give|see|tell|display|get|list)(?: me| us)?) (?:the |my )?total (spent|paid|earned)(?:,)? and (?=(?:the )?${FIGURE} )`, "g"), means: "$1 total $2. $1 " },
  // "only I can see mine"
  { said: /\bonly i (?:can|may|should) (?:see|view|read) (?:mine|my own(?: [a-z]+)?)(?=[,.;\n]|$)/g, means: "each user sees only their own" },
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
  { said: /(?<=[.;\n] ?)(?:the )?(total|highest|lowest) ([a-z]+|(?!(?:[a-z]+ )?(?:per|by)\b)[a-z]+ [a-z]+)(?: overall| in total)?(?=[.;\n]|$)/g, means: "show the $1 $2" },
  // "the total amount of all donations"
  { said: /(?<=[.;,\n] ?)(?:and )?(?:(?:show|give|get|see|tell) (?:me |us )?)?(?:the )?(total|average|highest|lowest) ((?!(?:number|count)\b)[a-z]+(?: [a-z]+)?) of (?:all )?(?:the |our |my )?[a-z]+s(?=[.;\n]|$)/g, means: "show the $1 $2" },
  // "search title and passage"
  { said: /(?<=[.;\n] ?)((?:full[- ]?text )?search) (?=(?:the )?([a-z]+)(?:(?:,| and| or) |[.;\n]|$))/g, means: (match, [search = "", label = ""], text) => (!/^(?:by|in|for|on|over|across|within|through|function|feature|option|endpoint|support|bar|box)$/.test(label) && new RegExp(`(?:,|:|\\bwith|\\band) (?:[a-z]+ )?${label}(?:,| and|\\.)`).test(text) ? `${search} by ` : match) },
  { said: /\b(?:anyone|anybody|everyone|people|users) can (?:add|submit|post|suggest|propose) (?:one|it|them|new ones|ideas|suggestions) and (upvote|like|star)(?: (?:them|it|others?|the others))?(?=[.;\n]|$)/g, means: "anyone can $1 them" },
  // "eggs per month" where eggs are counted
  { said: /(?<=[.;\n] ?)((?:[a-z]+ )?[a-z]+s) per (day|week|month|year)(?=[.;\n]|$)/g, means: (match, [many = ""], text) => (new RegExp(`(?:,|:|\\bwith|\\band) ${many}(?:,| and|\\.)`).test(text) ? match.replace(many, `total ${many}`) : match) },
  { said: /\b((?:how many|how much|total|number of) [a-z]+(?: [a-z]+)? per [a-z]+(?: [a-z]+)?) (?:in total|altogether|overall)(?=[.;\n]|$)/g, means: "$1" },
  // "children per stop" where children are kept
  { said: /(?<=[.;\n] ?)([a-z]+s|children|people) per ([a-z]+)(?=[.;\n]|$)/g, means: (match, [many = "", one = ""], text) => (new RegExp(`\\b${many} (?:with|have|\\()`).test(text) ? `count of ${many} per ${one}` : match) },
  // "anyone can upvote"
  { said: new RegExp(`\\b(${ANYONE} (?:can|may|could|should be able to) ${COUNTED})(?=[,.;\\n]|$| and (?!un|dis|down))`, "g"), means: "$1 them" },
  { said: /\b(?:the )?(?:list|results?) (?:is|are|should be|must be) (?:sorted|ordered) by\b/g, means: "sort by" },
];
