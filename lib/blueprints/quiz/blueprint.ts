import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const NOBODY = "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e";
const question = { text: "Largest planet?", options: ["Mars", "Jupiter", "Venus"], correct: 1 };
const questions: Json = [{ ...question, explanation: "By far.", points: 3 }, { text: "Has rings?", options: ["Saturn", "Mars"], correct: 0 }, { text: "Red?", options: ["Venus", "Mars"], correct: 1 }];
const make = (key: string, as?: string, title = "Planets") => step("POST", "/quizzes", 201, { body: { title, questions }, capture: { [key]: "/id" }, as });
const attempt = (answers: Json, status: number, expect: Json, as?: string) => step("POST", "/quizzes/{{id}}/attempts", status, { body: { answers }, expect, as });

/** Each is checked as JSON by itself. */
const bodies = (list: { [key: string]: Json }[]) => list;

export const quiz: Blueprint = {
  id: "quiz",
  name: "Quizzes",
  summary: "Questions with options, attempts scored on the server, answers shown only afterwards.",
  description: "Keeps quizzes of questions with options; each caller makes a limited number of attempts, which are scored on the server; what is right is shown only after an attempt; the maker sees all results.",
  about: "`POST /quizzes` with a title and questions makes a quiz, `GET /quizzes/{id}` shows it without answers, `POST /quizzes/{id}/attempts` with `{ \"answers\": [1, 0] }` scores. `GET /quizzes/{id}/results` is the maker's.",
  category: "education",
  points: ["Questions have two to eight options, points and an explanation", "Attempts are scored on the server; answers are never shown before one", "Callers see their own attempts, makers the results of all"],
  assumptions: ["One option of each question is right", "Every caller has a limited number of attempts at each quiz", "Questions don't change once a quiz is made, so that all attempts are alike"],
  publicRoutes: [],
  examplePrompt: "A quiz with multiple choice questions, attempts and scores",
  signals: [
    /\bexams?\b.*\b(?:questions|multiple[ -]choice|attempts)\b/,
    /\b(?:quiz|quizzes|trivia)\b.*\b(?:scor\w*|attempts?|answers?|multiple[ -]choice|results?|graded?|grading)\b/,
    /\b(?:multiple[ -]choice|scor\w*|attempts?|answers?)\b.*\b(?:quiz|quizzes|trivia)\b/,
    /\bquiz (?:maker|engine|platform|system|api|backend)\b/,
  ],
  vocabulary: "vocabulary math maths history geography science language english spanish french german biology chemistry physics music sport movie football spelling general knowledge per-question per-quiz per-player per-student per-pupil mark quiz quizze trivia exam question multiple choice option answer correct right wrong attempt score scored scoring grade graded grading result point pass passed passing maker engine platform system take taking taker student teacher hidden hide never before after limited number per consumer explanation title server side store submit submitting see average percent percentage best player user submits told total pupil child kid",
  keeps: [
    /\b(?:every(?:one|body)|any(?:one|body)|visitors|people) (?:can |may |sees? )?(?:take|play)\b/,
    /\b(?:an? |the |each |every )?(?:teachers?|makers?|instructors?|hosts?|trainers?|authors?) (?:can |may )?(?:creates?|makes?|writes?|adds?|prepares?|sets?)(?: up)? (?:(?:the|an?|new|their|multiple[- ]choice) )*(?:quiz(?:zes)?|questions|exams?|tests?)\b/,
    /\b(?:[1-9]|[1-4]\d|50) (?:multiple[- ]choice )?questions\b/,
    /\b(?:2|3|4|5|6|7|8|two) (?:possible )?(?:answers|options|choices)(?: each)?\b/,
    /\b(?:exactly |only )?(?:one|1|a single)(?: of (?:them|which))?(?: is| being)? (?:the )?(?:correct|right)(?: (?:answer|one|option))?\b/,
    /\b(?:without|not|don't)(?: \w+){0,2} (?:show\w*|reveal\w*|giving away|give away|see|seeing|tell\w*|return\w*)(?: the)? (?:correct |right )?(?:answers?|solutions?)(?: (?:before|until|first)(?: [a-z]+){0,4})?/,
    /\b(?:correct |right )?answers? (?:are |is |stay |must be |should be |kept )?(?:hidden|never shown|not shown|secret) (?:before|until)(?: [a-z]+){0,4}/,
    /\b(?:his|her|their|my) own (?:attempts?|results?|scores?)\b/,
    /\bcheck(?:s|ed)?\b(?: (?:if|whether))?/,
  ],
  sets: [{ of: "question types?|types? of questions?|kinds? of questions?", values: "multiple choice, multiple-choice" }],
  lacks: [/\bafter (?:each|every) (?:question|answer)\b|\bimmediately\b/, /\brandom|\bone (?:question )?(?:at a time|by one)|\btimer?\b|\btime limit/, /\b(?:several|multiple|more than one) (?:correct|right) answers\b/, /\bleader ?board|\bhigh ?scores?/],
  asks: {
    maximumQuestions: [{ says: /\b(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|limit(?:ed)? (?:to|of)) (\d+) questions\b/ }],
    attemptsPerCaller: [{ says: /\b(?:at most |up to |max(?:imum)? (?:of )?|only |limited to )?(\d+) (?:attempts|tries|goes|chances)\b(?: (?:each|per (?:user|person|player|student|quiz)))?/ }, { says: /\b(?:only )?(?:one|1|a single) (?:attempt|try)(?: (?:each|(?:per|for each) (?:user|person|player|student|quiz)))?\b|\b(?:take|taken|play|do)(?: (?:it|(?:each|a|the|every|any) (?:quiz|exam|test)))? only once\b/, value: 1 }],
    passPercent: [{ says: /\b(?:pass\w*)(?: (?:mark|score|grade|at|with|is|of|from|the|quiz))* (\d+) ?(?:%|percent)/ }, { says: /\b(\d+) ?(?:%|percent) (?:to|is|for|of)(?: the| a)?(?: points| questions)?(?: (?:to )?pass\w*)?/ }],
  },
  parameters: [
    { name: "maximumQuestions", label: "Questions per quiz", help: "A quiz with more is refused.", kind: "integer", default: 50, min: 3, max: 60 },
    { name: "attemptsPerCaller", label: "Attempts per caller", help: "At each quiz.", kind: "integer", default: 3, min: 1, max: 100 },
    { name: "passPercent", label: "Points to pass", help: "In percent of all points.", kind: "integer", default: 60, min: 1, max: 100 },
  ],
  picture: [
    { caption: "Make a quiz", method: "POST", path: "/quizzes", body: { title: "Planets", questions: [question] }, status: 201, reply: { title: "Planets", questionCount: 1, isOpen: true, questions: [{ text: "Largest planet?", options: ["Mars", "Jupiter", "Venus"], points: 1 }] } },
    { caption: "See open quizzes", method: "GET", path: "/quizzes", status: 200, reply: { items: [{ title: "Planets", questionCount: 1 }], total: 1 } },
    { caption: "See your attempts", method: "GET", path: "/attempts", status: 200, reply: { items: [], total: 0 } },
  ],
  contractTests: ({ maximumQuestions, attemptsPerCaller, passPercent }) => {
    const most = Number(attemptsPerCaller);
    const isPassed = (score: number) => score >= Math.ceil((5 * Number(passPercent)) / 100);
    return [
      {
        name: "Answers are hidden before an attempt and explained after it",
        steps: [
          make("id", "maker"), step("GET", "/quizzes/{{id}}", 200, { expect: { title: "Planets", possible: 5, questionCount: 3, questions: [{ text: "Largest planet?", points: 3, correct: { $absent: true }, explanation: { $absent: true } }, { points: 1, correct: { $absent: true } }, { correct: { $absent: true } }] } }),
          attempt([1, null, 0], 201, { quizId: "{{id}}", number: 1, score: 3, possible: 5, percent: 60, isPassed: isPassed(3), attemptsLeft: most - 1, results: [{ text: "Largest planet?", chosen: 1, correct: 1, isCorrect: true, points: 3, explanation: "By far." }, { chosen: null, correct: 0, isCorrect: false }, { chosen: 0, correct: 1, isCorrect: false, explanation: "" }] }, "ann"),
          step("GET", "/attempts/{{id}}-1", 200, { expect: { id: "{{id}}-1", score: 3, attemptsLeft: most - 1, results: { $length: 3 } }, as: "ann" }), attempt([1, 0, 1], 201, { score: 5, percent: 100, isPassed: true }, "ben"), attempt([0, 1, 0], 201, { score: 0, percent: 0, isPassed: false }, "cleo"),
        ],
      },
      {
        name: "A caller has so many attempts, and the maker sees the results",
        steps: [
          make("id", "maker"), step("GET", "/quizzes/{{id}}/results", 200, { expect: { attempts: 0, average: null, best: null, possible: 5, passed: 0 }, as: "maker" }),
          ...Array.from({ length: Math.min(most, 30) }, (_item, index) => attempt([0, 0, 0], 201, { number: index + 1, score: 1, attemptsLeft: most - index - 1 }, "ann")), ...(most > 30 ? [] : [attempt([1, 0, 1], 409, { error: { code: "no_attempts_left" } }, "ann")]), attempt([1, 0, 1], 201, { number: 1, score: 5 }, "ben"),
          step("GET", "/quizzes/{{id}}/results", 200, { expect: { attempts: Math.min(most, 30) + 1, average: Math.round(((Math.min(most, 30) + 5) / (Math.min(most, 30) + 1)) * 100) / 100, best: 5, passed: isPassed(1) ? Math.min(most, 30) + 1 : 1 }, as: "maker" }), step("GET", "/quizzes/{{id}}/results", 404, { ...missing, as: "ann" }),
        ],
      },
      {
        name: "Callers see only their own attempts",
        steps: [
          make("id", "maker"), attempt([1, 0, 0], 201, { score: 4, percent: 80 }, "ann"), step("GET", "/attempts", 200, { expect: { items: [{ quizId: "{{id}}", number: 1, score: 4, results: { $absent: true } }], total: 1 }, as: "ann" }), step("GET", "/attempts", 200, { expect: { items: [], total: 0 }, as: "ben" }), step("GET", "/attempts/{{id}}-1", 404, { ...missing, as: "ben" }), step("GET", "/attempts/{{id}}-1", 404, { ...missing, as: "maker" }), step("GET", "/attempts/{{id}}-2", 404, { ...missing, as: "ann" }), step("GET", "/attempts/nothing", 404, missing),
          step("GET", "/attempts?quiz={{id}}", 200, { expect: { total: 1 }, as: "ann" }), step("GET", `/attempts?quiz=${NOBODY}`, 200, { expect: { items: [], total: 0 }, as: "ann" }), step("GET", "/attempts?limit=0", 422, invalid), step("GET", "/attempts?limit=101", 422, invalid),
        ],
      },
      {
        name: "Only its maker closes, opens and deletes a quiz",
        steps: [
          make("id", "maker"), ...["close", "open"].map((action) => step("POST", `/quizzes/{{id}}/${action}`, 404, { ...missing, as: "ann" })), step("DELETE", "/quizzes/{{id}}", 404, { ...missing, as: "ann" }), step("POST", "/quizzes/{{id}}/close", 200, { expect: { isOpen: false }, as: "maker" }), attempt([1, 0, 1], 409, { error: { code: "closed" } }, "ann"), step("GET", "/quizzes", 200, { expect: { items: [], total: 0 } }),
          step("POST", "/quizzes/{{id}}/open", 200, { expect: { isOpen: true }, as: "maker" }), attempt([1, 0, 1], 201, { score: 5 }, "ann"), step("DELETE", "/quizzes/{{id}}", 204, { as: "maker" }), step("GET", "/quizzes/{{id}}", 404, missing), step("DELETE", "/quizzes/{{id}}", 404, { ...missing, as: "maker" }), step("GET", "/attempts/{{id}}-1", 404, { ...missing, as: "ann" }), attempt([1, 0, 1], 404, { error: { code: "not_found" } }, "ann"), step("GET", `/quizzes/${NOBODY}/results`, 404, missing), step("POST", `/quizzes/${NOBODY}/close`, 404, missing),
        ],
      },
      { name: "Quizzes are listed newest first and searched, in pages", steps: [make("a", "x", "Old planets"), make("b", "x", "Rivers"), make("c", "x", "New PLANETS"), step("GET", "/quizzes", 200, { expect: { items: [{ title: "New PLANETS", questions: { $absent: true } }, { title: "Rivers" }, { title: "Old planets" }], total: 3 } }), step("GET", "/quizzes?q=planets", 200, { expect: { total: 2 } }), step("GET", "/quizzes?limit=2", 200, { expect: { items: { $length: 2 } }, capture: { cursor: "/cursor" } }), step("GET", "/quizzes?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ title: "Old planets" }], cursor: null } }), ...["limit=0", "limit=101", "q=", "cursor=garbage"].map((query) => step("GET", `/quizzes?${query}`, 422, invalid)), step("GET", "/quizzes?limit=100", 200)] },
      {
        name: "What isn't a quiz or an answer is refused",
        steps: [
          ...bodies([{}, { title: "x" }, { title: "x", questions: [] }, { title: " ", questions }, { title: "x".repeat(151), questions }, { title: "x", questions, isOpen: false }, { title: "x", questions: Array.from({ length: Number(maximumQuestions) + 1 }, () => question) }, ...bodies([{ correct: 3 }, { correct: -1 }, { correct: 0.5 }, { options: ["one"], correct: 0 }, { options: ["a", "a"], correct: 0 }, { options: Array.from({ length: 9 }, (_item, index) => `o${index}`) }, { text: "" }, { points: 0 }, { points: 101 }, { answer: 1 }]).map((more) => ({ title: "x", questions: [{ ...question, ...more }] }))]).map((body) => step("POST", "/quizzes", 422, { body, ...invalid })),
          step("POST", "/quizzes", 201, { body: { title: "Most", questions: Array.from({ length: Number(maximumQuestions) }, () => question) } }), make("id"), ...[[1, 0], [1, 0, 1, 0], [3, 0, 1], [1, 2, 1], [-1, 0, 1], ["1", 0, 1], []].map((answers) => attempt(answers, 422, { error: { code: "invalid" } })), step("POST", "/quizzes/{{id}}/attempts", 422, { body: {}, ...invalid }), step("POST", "/quizzes/{{id}}/attempts", 422, { body: { answers: [1, 0, 1], score: 5 }, ...invalid }), step("GET", "/attempts", 200, { expect: { total: 0 } }), step("GET", "/quizzes/nothing", 404, missing),
        ],
      },
    ];
  },
};
