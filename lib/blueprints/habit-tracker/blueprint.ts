import type { Json } from "#lib/versions/schema.ts";
import { OTHERS_SEE, OWN_ONLY } from "../own-only.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const NOBODY = "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e";
const habit = (name: string, key: string, as?: string) => step("POST", "/habits", 201, { body: { name }, capture: { [key]: "/id" }, as });
const check = (day: string, key = "id", as?: string) => step("PUT", `/habits/{{${key}}}/check-ins/${day}`, 201, { body: {}, expect: { day }, as });
/** A day, counted back from one in the past. */
const ago = (days: number) => new Date(Date.UTC(2024, 2, 20) - days * 86_400_000).toISOString().slice(0, 10);

/** Each is checked as JSON by itself. */
const bodies = (list: { [key: string]: Json }[]) => list;

export const habitTracker: Blueprint = {
  id: "habit-tracker",
  name: "Habit tracker",
  summary: "Habits with daily check-ins, streaks and a view of the month, each caller's own.",
  description: "Keeps each caller's habits, checks them in once a day, and tells the current and the longest streak, each month day by day, and what is still open on a day.",
  about: "`POST /habits` with `{ \"name\": \"Read\" }`, then `PUT /habits/{id}/check-ins/2026-06-01` with `{}`. `GET /habits/{id}/streaks` tells the streaks, `GET /habits/{id}/months/2026-06` the month.",
  category: "health",
  points: ["A day is checked in once, however often it is sent", "Current and longest streaks, and each month day by day", "GET /overview?day=… shows which habits are still open"],
  assumptions: ["Each caller sees only its own habits", "Habits are daily; a streak isn't broken before the day is over", "Days are the caller's: they are named in the call; today is UTC's"],
  publicRoutes: [],
  examplePrompt: "A habit tracker with daily check-ins and streaks",
  signals: [
    /\bhabits?\b.*\b(?:streaks?|check(?:ed)?(?:-| )?ins?|daily check|every day|each day|progress)\b/,
    /\bstreaks?\b.*\bhabits?\b/,
    /^(?:an? |my )?(?:simple |daily |personal )?habits? track(?:er|ing)(?: api| app)?\W*$/,
  ],
  vocabulary: "overview monthly per-day per-habit per-month tick habit tracker tracking track daily day check checkin checked checking in ins off log logging record streak current longest best run month monthly view calendar week progress per consumer their his her own private personal done complete completed completion open archive archived note idempotent once today mark keep history every routine good bad build statistic missed list name description add edit change delete title",
  keeps: [...OWN_ONLY, /\b(?:only |just )?once (?:a|per|each|every) day(?: per habit)?\b|\bonly once\b/],
  contradicts: OTHERS_SEE,
  lacks: [/\btimes\b|\bweekly\b|\bgoals?\b/],
  asks: {
    maximumHabits: [{ says: /\b(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|limit(?:ed)? (?:to|of)) (\d+) habits\b/ }],
  },
  parameters: [
    { name: "maximumHabits", label: "Habits per caller", help: "Archived ones don't count.", kind: "integer", default: 50, min: 5, max: 100 },
  ],
  picture: [
    { caption: "Take up a habit", method: "POST", path: "/habits", body: { name: "Read", note: "Ten pages" }, status: 201, reply: { name: "Read", note: "Ten pages", isArchived: false } },
    { caption: "See your habits", method: "GET", path: "/habits", status: 200, reply: { items: [{ name: "Read" }], total: 1 } },
    { caption: "What is open today", method: "GET", path: "/overview?day=2026-06-01", status: 200, reply: { day: "2026-06-01", items: [{ name: "Read", done: false }], open: 1 } },
  ],
  contractTests: ({ maximumHabits }) => {
    const month = ago(40).slice(0, 7);
    const length = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
    return [
      {
        name: "A day is checked in once and can be taken back",
        steps: [
          habit("Read", "id"), step("PUT", `/habits/{{id}}/check-ins/${ago(1)}`, 201, { body: { note: " Ten " }, expect: { day: ago(1), note: "Ten" } }), step("PUT", `/habits/{{id}}/check-ins/${ago(1)}`, 200, { body: { note: "Twelve" }, expect: { note: "Twelve" } }), step("GET", "/habits/{{id}}/check-ins", 200, { expect: { items: [{ day: ago(1), note: "Twelve" }], total: 1 } }),
          step("GET", `/overview?day=${ago(1)}`, 200, { expect: { items: [{ id: "{{id}}", name: "Read", done: true }], open: 0 } }), step("GET", `/overview?day=${ago(2)}`, 200, { expect: { items: [{ done: false }], open: 1 } }), step("DELETE", `/habits/{{id}}/check-ins/${ago(1)}`, 204), step("DELETE", `/habits/{{id}}/check-ins/${ago(1)}`, 404, missing), step("GET", "/habits/{{id}}/check-ins", 200, { expect: { items: [], total: 0 } }),
        ],
      },
      {
        name: "Streaks count days one after the other",
        steps: [
          habit("Run", "id"), step("GET", "/habits/{{id}}/streaks", 200, { expect: { current: { days: 0, from: null, to: null }, longest: { days: 0 }, total: 0, isDone: false, last30Days: 0 } }),
          ...[10, 9, 8, 5, 4, 50].map((days) => check(ago(days))),
          step("GET", `/habits/{{id}}/streaks?asOf=${ago(4)}`, 200, { expect: { asOf: ago(4), current: { days: 2, from: ago(5), to: ago(4) }, longest: { days: 3, from: ago(10), to: ago(8) }, total: 6, isDone: true, last30Days: 5 } }), step("GET", `/habits/{{id}}/streaks?asOf=${ago(3)}`, 200, { expect: { current: { days: 2 }, isDone: false } }), step("GET", `/habits/{{id}}/streaks?asOf=${ago(2)}`, 200, { expect: { current: { days: 0, from: null }, longest: { days: 3 } } }),
          step("GET", `/habits/{{id}}/streaks?asOf=${ago(7)}`, 200, { expect: { current: { days: 3, to: ago(8) }, total: 4 } }), check(ago(6)), check(ago(7)), step("GET", `/habits/{{id}}/streaks?asOf=${ago(4)}`, 200, { expect: { current: { days: 7, from: ago(10) }, longest: { days: 7, to: ago(4) } } }),
          step("DELETE", `/habits/{{id}}/check-ins/${ago(7)}`, 204), step("GET", `/habits/{{id}}/streaks?asOf=${ago(4)}`, 200, { expect: { current: { days: 3 }, longest: { days: 3, from: ago(6) } } }), step("GET", `/habits/{{id}}/streaks?asOf=${ago(20)}`, 200, { expect: { last30Days: 0, total: 1 } }), step("GET", `/habits/{{id}}/streaks?asOf=${ago(21)}`, 200, { expect: { last30Days: 1 } }), step("GET", "/habits/{{id}}/streaks?asOf=today", 422, invalid),
        ],
      },
      {
        name: "A month is shown day by day",
        steps: [
          habit("Swim", "id"), check(`${month}-01`), check(`${month}-03`), step("GET", `/habits/{{id}}/months/${month}`, 200, { expect: { month, done: 2, percent: Math.round((2 / length) * 1000) / 10, days: Array.from({ length }, (_item, index) => ({ day: `${month}-${String(index + 1).padStart(2, "0")}`, done: index === 0 || index === 2 })) } }),
          step("GET", "/habits/{{id}}/months/2023-02", 200, { expect: { done: 0, percent: 0, days: { $length: 28 } } }), ...["2024-13", "2024-00", "1999-01", "june"].map((wrong) => step("GET", `/habits/{{id}}/months/${wrong}`, 422, invalid)), step("GET", `/habits/${NOBODY}/months/2024-02`, 404, missing),
        ],
      },
      {
        name: "Habits are changed, archived, listed in pages and deleted with their check-ins",
        steps: [
          habit("B", "b"), habit("A", "a"), habit("C", "c"), step("GET", "/habits", 200, { expect: { items: [{ name: "A" }, { name: "B" }, { name: "C" }], total: 3 } }), step("GET", "/habits?limit=2", 200, { expect: { items: { $length: 2 } }, capture: { cursor: "/cursor" } }), step("GET", "/habits?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ name: "C" }], cursor: null } }),
          step("PATCH", "/habits/{{b}}", 200, { body: { name: " Bike ", isArchived: true }, expect: { name: "Bike", isArchived: true } }), step("GET", "/habits", 200, { expect: { total: 2 } }), step("GET", "/habits?archived=true", 200, { expect: { items: [{ name: "Bike" }], total: 1 } }), step("GET", `/overview?day=${ago(1)}`, 200, { expect: { items: [{ name: "A" }, { name: "C" }], open: 2 } }), step("GET", "/habits/{{b}}", 200, { expect: { name: "Bike" } }),
          step("PATCH", "/habits/{{b}}", 422, { body: {}, ...invalid }), step("PATCH", "/habits/{{b}}", 422, { body: { owner: "me" }, ...invalid }), check(ago(1), "c"), check(ago(2), "c"), check(ago(3), "c"), step("GET", "/habits/{{c}}/check-ins?limit=2", 200, { expect: { items: [{ day: ago(1) }, { day: ago(2) }], total: 3 } }), step("GET", `/habits/{{c}}/check-ins?from=${ago(2)}&to=${ago(2)}`, 200, { expect: { items: [{ day: ago(2) }], total: 1 } }),
          step("DELETE", "/habits/{{c}}", 204), step("GET", "/habits/{{c}}", 404, missing), step("DELETE", "/habits/{{c}}", 404, missing), step("GET", "/habits/{{c}}/check-ins", 404, missing), ...["limit=0", "limit=101", "archived=maybe", "cursor=garbage"].map((query) => step("GET", `/habits?${query}`, 422, invalid)), step("GET", "/habits/{{a}}/check-ins?limit=101", 422, invalid), step("GET", "/habits?limit=100", 200),
        ],
      },
      {
        name: "Nobody sees or changes another caller's habits",
        steps: [
          habit("Secret", "id", "anna"), check(ago(1), "id", "anna"), step("GET", "/habits", 200, { expect: { items: [], total: 0 }, as: "ben" }), step("GET", `/overview?day=${ago(1)}`, 200, { expect: { items: [], open: 0 }, as: "ben" }),
          ...["", "/check-ins", "/streaks", `/months/${month}`].map((part) => step("GET", `/habits/{{id}}${part}`, 404, { ...missing, as: "ben" })), step("PATCH", "/habits/{{id}}", 404, { body: { name: "x" }, ...missing, as: "ben" }), step("PUT", `/habits/{{id}}/check-ins/${ago(2)}`, 404, { body: {}, ...missing, as: "ben" }), step("DELETE", `/habits/{{id}}/check-ins/${ago(1)}`, 404, { ...missing, as: "ben" }), step("DELETE", "/habits/{{id}}", 404, { ...missing, as: "ben" }),
          step("GET", "/habits/{{id}}/check-ins", 200, { expect: { items: [{ day: ago(1) }], total: 1 }, as: "anna" }), step("GET", "/habits/{{id}}", 200, { expect: { name: "Secret" }, as: "anna" }),
        ],
      },
      {
        name: "What isn't a habit or a day is refused",
        steps: [
          ...bodies([{}, { name: " " }, { name: "x".repeat(101) }, { name: 5 }, { name: "x", note: "x".repeat(501) }, { name: "x", streak: 5 }]).map((body) => step("POST", "/habits", 422, { body, ...invalid })), habit("Last", "id"),
          ...["2024-02-30", "tomorrow", "1999-12-31", "2998-01-01"].map((day) => step("PUT", `/habits/{{id}}/check-ins/${day}`, 422, { body: {}, ...invalid })), check("2000-01-01"), step("PUT", `/habits/{{id}}/check-ins/${ago(1)}`, 422, { body: { note: "x".repeat(501) }, ...invalid }), step("PUT", `/habits/{{id}}/check-ins/${ago(1)}`, 422, { body: { day: ago(1) }, ...invalid }),
          step("GET", "/overview?day=never", 422, invalid), step("GET", "/habits/nothing", 404, missing), step("PUT", `/habits/${NOBODY}/check-ins/${ago(1)}`, 404, { body: {}, ...missing }),
        ],
      },
      // More would not fit: a higher limit is taken on trust.
      ...(Number(maximumHabits) > 30 ? [] : [{ name: "A caller has no more habits than may be", steps: [...Array.from({ length: Number(maximumHabits) }, (_item, index) => habit(`Habit ${index}`, "id")), step("POST", "/habits", 409, { body: { name: "More" }, expect: { error: { code: "too_many" } } }), step("PATCH", "/habits/{{id}}", 200, { body: { isArchived: true } }), habit("Room again", "id")] }]),
    ];
  },
};
