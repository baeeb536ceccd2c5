import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const forbidden = { expect: { error: { code: "forbidden" } } };
const closed = { expect: { error: { code: "closed" } } };
const refused = (path: string, ...bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));
const poll = (question: string, options: string[] = ["Yes", "No"], key = "poll", as?: string) => step("POST", "/polls", 201, { body: { question, options }, capture: { [key]: "/id" }, as });
const vote = (as: string, option: number, status = 201) => step("PUT", "/polls/{{poll}}/vote", status, { body: { option }, as });
const found = (query: string, ...questions: string[]) => step("GET", `/polls${query}`, 200, { expect: { items: questions.map((question) => ({ question })), total: questions.length } });

export const polls: Blueprint = {
  id: "polls",
  name: "Polls",
  summary: "Questions with options, one vote per caller, and results.",
  description: "Asks questions with two or more options, takes one vote per caller, counts and shares the results, and closes at a time or by hand.",
  about: "`POST /polls` with `{ \"question\": \"Lunch?\", \"options\": [\"Pizza\", \"Noodles\"] }` asks. `PUT /polls/{id}/vote` with `{ \"option\": 1 }` votes, `GET /polls/{id}/results` counts, `POST /polls/{id}/close` ends it.",
  category: "social",
  points: ["POST /polls asks a question with options, closing at a time if you like", "PUT /polls/{id}/vote takes one vote per caller", "GET /polls/{id}/results counts the votes with percent and the leading options"],
  assumptions: ["Everybody with a key may ask, vote and see the results; one key is one voter", "Only who made a poll may close or delete it", "Results can be seen while a poll is open; who voted for what can't"],
  publicRoutes: [],
  examplePrompt: "Polls with options, one vote per person and results",
  signals: [/\bvot(?:e|es|ing)\b.*\b(?:options?|counts?)\b|\boptions?\b.*\bvot(?:e|es|ing)\b/, /\bvot(?:e|es|ing)\b.*\bresults?\b/, /\bpolls?\b/, /\bpolling (?:app|api|tool)\b/, /\b(?:voting|vote) (?:app|api|system|tool|service)\b/, /\bone vote (?:per|each)\b/],
  vocabulary: "per-colleague per-employee per-student per-member per-guest per-option per-poll per-person per-question per-voter add poll polling vote voting voter option answer choice question result per person caller once only close closing closed open end ending date time deadline change count counting counted percent percentage share leading winner winning system tool survey ask asking team group anonymous anonymously create see answers choose chosen participant member title description people",
  keeps: [
    /\b(?:every(?:one|body)|any(?:one|body)|visitors|people) (?:can |may |sees? )?(?:vote|see (?:the )?results?|create (?:a |new )?polls?)\b/,
    /\bquestions? (?:is |are |must be )?required\b|\brequired questions?\b/,
    /\b(?:only )?(?:one|1|a single) votes? (?:per|for each|for every|by each|each)(?: (?:person|user|voter|caller|participant|member|poll|colleague|employee|student|pupil|guest|player|neighbou?r|resident|customer))?(?: (?:per|in each|on each|for each) (?:poll|question))?\b/,
    /\b(?:only )?(?:votes?|voting|voted) (?:only |just )?(?:once|one time|1 time)(?: each)?(?: (?:per|in|for|on)(?: (?:each|a|every|the))? (?:poll|question|person|user))?\b/,
    /\b(?:only )?once(?: (?:each|per person|per user|per poll))?\b/,
    /\b(?:can't|cannot|can not|may not|must not|not|never|nobody can|no one can|prevent\w*|avoid\w*|no)\b(?: \w+){0,3} (?:vote|voting) twice\b|\b(?:no|prevent\w*|avoid\w*) (?:double|duplicate) vot\w+/,
    /\banonymous\w*/,
    /\b(?:2|3|4|5|6|7|8|9|10|two) (?:options|answers|choices)\b/,
    /\b(?:until|before|while|as long as) (?:the |a |each |their )?(?:poll|vote|voting|survey)s?(?: (?:is|are|was|has))?(?: still)? (?:clos(?:es|ed|ing)|ends?|ended|over|open|running)\b/,
    /\b(?:until|before|after) (?:a |the |it |its )?(?:deadline|end|closing|closes|date|time|close)(?: (?:date|time))?\b/,
  ],
  lacks: [/\boptions?\b.*\badd(?:s|ed|ing)?\b|\b(?:voters?|people|users?|everyone|members?|anyone)\b.*\badd(?:s|ed|ing)?\b/, 
    /\bmultiple[- ](?:choice|answers?|votes?|selections?)\b|\b(?:choose|select|pick|vote for) (?:several|many|multiple|more than one|two)\b/,
    /\b(?:several|many|more than one) (?:answers|options) (?:can|may) be\b/,
    /\bresults?\b.*\b(?:only|after|until|once|hidden|not)\b.*\b(?:clos\w+|ends?|ended|over|voted)\b|\b(?:only|after|until|once)\b.*\bresults?\b/,
    /\b(?:everyone|everybody|people|who|all)(?:'s)? (?:votes?|voted)(?: for)? ?(?:what|which|in)?\b.*\b(?:email|name|who|list|everyone)/,
    /\bwho voted\b|\beveryone'?s? votes\b/,
    /\brank(?:ed|ing)?\b|\bcomments?\b/,
  ],
  asks: {
    mayChangeVote: [{ says: /\b(?:can't|cannot|can not|may not|must not|not|no|never)(?: be)? chang\w+ (?:their|the|his|her|a|your|it|of) ?(?:votes?)?(?: afterwards| later| again)?|\bvotes? (?:are final|(?:can't|cannot|may not) be changed)\b/, value: false }, { says: /\b(?:can|may|could|to) change (?:their|the|his|her|a|your|my) votes?\b/, value: true }],
    maximumOptions: [{ says: /\b(?:2|two) ?(?:to|-|and) (\d+) (?:options|answers|choices)\b|\b(?:at most|up to|max(?:imum)?(?: of)?) (\d+) (?:options|answers|choices)\b/ }],
  },
  parameters: [
    { name: "mayChangeVote", label: "Votes may change", help: "Whether a caller who voted may vote for something else while the poll is open.", kind: "flag", default: true },
    { name: "maximumOptions", label: "Options per poll", help: "A poll has at least two options and at most this many.", kind: "integer", default: 10, min: 3, max: 50 },
  ],
  picture: [
    { caption: "Ask a question", method: "POST", path: "/polls", body: { question: "Where do we have lunch?", options: ["Pizza", "Noodles"] }, status: 201, reply: { question: "Where do we have lunch?", options: [{ number: 1, text: "Pizza" }, { number: 2, text: "Noodles" }], isOpen: true } },
    { caption: "See the open polls", method: "GET", path: "/polls?open=true", status: 200, reply: { items: [{ question: "Where do we have lunch?" }], total: 1 } },
    { caption: "Ask with one option", method: "POST", path: "/polls", body: { question: "Pizza?", options: ["Yes"] }, status: 422, reply: { error: { code: "invalid" } } },
  ],
  contractTests: ({ mayChangeVote, maximumOptions }) => {
    const most = Number(maximumOptions);
    const badVotes: Json[] = [{}, { option: 0 }, { option: 3 }, { option: 1.5 }, { option: "1" }, { option: most + 1 }, { option: 1, as: "me" }];
    return [
      {
        name: "Votes are counted and shared",
        steps: [
          poll("Lunch?", [" Pizza ", "Noodles", "Soup"], "poll", "anna"),
          step("GET", "/polls/{{poll}}/results", 200, { expect: { pollId: "{{poll}}", question: "Lunch?", isOpen: true, votes: 0, options: [{ number: 1, text: "Pizza", votes: 0, percent: 0 }, { number: 2, votes: 0 }, { number: 3, votes: 0 }], leading: [] } }),
          step("PUT", "/polls/{{poll}}/vote", 201, { body: { option: 2 }, expect: { pollId: "{{poll}}", option: 2, text: "Noodles", votedAt: { $type: "string" } }, as: "ben" }), vote("cleo", 2), vote("dora", 3),
          step("GET", "/polls/{{poll}}/results", 200, { expect: { votes: 3, options: [{ number: 1, votes: 0, percent: 0 }, { number: 2, text: "Noodles", votes: 2, percent: 66.7 }, { number: 3, votes: 1, percent: 33.3 }], leading: [2] } }),
          vote("emil", 3), step("GET", "/polls/{{poll}}/results", 200, { expect: { votes: 4, options: [{ percent: 0 }, { percent: 50 }, { percent: 50 }], leading: [2, 3] } }),
          step("GET", "/polls/{{poll}}/vote", 200, { expect: { option: 2, text: "Noodles" }, as: "ben" }), step("GET", "/polls/{{poll}}/vote", 404, { ...missing, as: "anna" }),
        ],
      },
      {
        name: "Nobody has more than one vote",
        steps: [
          poll("Again?"), poll("Elsewhere?", ["Yes", "No"], "other"), vote("ben", 1),
          ...(mayChangeVote === true
            ? [step("PUT", "/polls/{{poll}}/vote", 200, { body: { option: 2 }, expect: { option: 2, text: "No" }, as: "ben" }), step("GET", "/polls/{{poll}}/results", 200, { expect: { votes: 1, options: [{ votes: 0 }, { votes: 1 }] } })]
            : [step("PUT", "/polls/{{poll}}/vote", 409, { body: { option: 2 }, expect: { error: { code: "voted" } }, as: "ben" }), step("GET", "/polls/{{poll}}/results", 200, { expect: { votes: 1, options: [{ votes: 1 }, { votes: 0 }] } })]),
          step("PUT", "/polls/{{other}}/vote", 201, { body: { option: 1 }, as: "ben" }), step("GET", "/polls/{{poll}}/results", 200, { expect: { votes: 1 } }),
        ],
      },
      {
        name: "A closed poll takes no votes and keeps its results",
        steps: [
          poll("Over?", ["Yes", "No"], "poll", "anna"), vote("ben", 1), step("POST", "/polls/{{poll}}/close", 403, { ...forbidden, as: "ben" }), step("GET", "/polls/{{poll}}", 200, { expect: { isOpen: true, isMine: false }, as: "ben" }),
          step("POST", "/polls/{{poll}}/close", 200, { expect: { isOpen: false, isMine: true, closesAt: { $type: "string" } }, capture: { closed: "/closesAt" }, as: "anna" }), step("POST", "/polls/{{poll}}/close", 200, { expect: { closesAt: "{{closed}}" }, as: "anna" }), step("PUT", "/polls/{{poll}}/vote", 409, { body: { option: 1 }, ...closed, as: "cleo" }), step("PUT", "/polls/{{poll}}/vote", 409, { body: { option: 2 }, ...closed, as: "ben" }),
          step("GET", "/polls/{{poll}}/results", 200, { expect: { isOpen: false, votes: 1, options: [{ votes: 1 }, { votes: 0 }], leading: [1] } }),
        ],
      },
      {
        name: "Only who made a poll deletes it",
        steps: [
          poll("Mine?", ["Yes", "No"], "poll", "anna"), step("DELETE", "/polls/{{poll}}", 403, { ...forbidden, as: "ben" }), step("GET", "/polls/{{poll}}", 200, { expect: { id: "{{poll}}", question: "Mine?", isMine: true }, as: "anna" }), step("DELETE", "/polls/{{poll}}", 204, { as: "anna" }),
          step("GET", "/polls/{{poll}}", 404, missing), step("DELETE", "/polls/{{poll}}", 404, { ...missing, as: "anna" }), step("POST", "/polls/{{poll}}/close", 404, { ...missing, as: "anna" }), step("PUT", "/polls/{{poll}}/vote", 404, { body: { option: 1 }, ...missing }), step("GET", "/polls/{{poll}}/vote", 404, missing), step("GET", "/polls/{{poll}}/results", 404, missing), step("GET", "/polls/nothing", 404, missing),
        ],
      },
      {
        name: "Polls close at a time to come",
        steps: [
          step("POST", "/polls", 201, { body: { question: "Later?", options: ["Yes", "No"], closesAt: "2999-06-01T14:00:00+02:00" }, expect: { isOpen: true, closesAt: "2999-06-01T12:00:00.000Z" } }), step("POST", "/polls", 201, { body: { question: "Ever?", options: ["Yes", "No"] }, expect: { closesAt: null } }),
          ...refused("/polls", { question: "Past?", options: ["Yes", "No"], closesAt: "2020-01-01T00:00:00Z" }, { question: "When?", options: ["Yes", "No"], closesAt: "tomorrow" }, { question: "When?", options: ["Yes", "No"], closesAt: "2999-06-01" }),
        ],
      },
      {
        name: "Polls are found, newest first, in pages",
        steps: [
          poll("First?", ["Yes", "No"], "poll", "anna"), poll("Second?", ["Yes", "No"], "second", "ben"), poll("Third?", ["Yes", "No"], "third", "anna"), step("POST", "/polls/{{second}}/close", 200, { as: "ben" }),
          found("", "Third?", "Second?", "First?"), found("?open=true", "Third?", "First?"), found("?open=false", "Second?"), found("?q=FIR", "First?"), step("GET", "/polls?mine=true", 200, { expect: { items: [{ question: "Second?", isMine: true }], total: 1 }, as: "ben" }),
          step("GET", "/polls?limit=2", 200, { expect: { items: { $length: 2 }, total: 3 }, capture: { cursor: "/cursor" } }), step("GET", "/polls?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ question: "First?" }], cursor: null } }), step("GET", "/polls?limit=100", 200),
          ...["limit=0", "limit=101", "limit=abc", "open=maybe", "mine=no", "unknown=1", "cursor=garbage", "q="].map((query) => step("GET", `/polls?${query}`, 422, invalid)),
        ],
      },
      {
        name: "What isn't a poll or a vote is refused",
        steps: [
          ...refused("/polls", {}, { question: "x" }, { options: ["a", "b"] }, { question: " ", options: ["a", "b"] }, { question: "x".repeat(501), options: ["a", "b"] }, { question: "x", options: ["a"] }, { question: "x", options: ["a", "A "] }, { question: "x", options: ["a", ""] }, { question: "x", options: ["a", "x".repeat(201)] }, { question: "x", options: "a, b" }, { question: "x", options: Array.from({ length: most + 1 }, (_item, index) => `o${index}`) }, { question: "x", options: ["a", "b"], owner: "me" }),
          found(""), poll("x".repeat(500), Array.from({ length: most }, (_item, index) => `o${index}`), "long"), poll("Long?", ["a", "x".repeat(200)]),
          ...badVotes.map((body) => step("PUT", "/polls/{{poll}}/vote", 422, { body, ...invalid })), step("PUT", "/polls/{{long}}/vote", 201, { body: { option: most } }), step("GET", "/polls/{{poll}}/results", 200, { expect: { votes: 0 } }),
        ],
      },
    ];
  },
};
