import type { Json } from "#lib/versions/schema.ts";
import { OTHERS_SEE, OWN_ONLY } from "../own-only.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const refused = (path: string, ...bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));
const list = (name: string, key: string, as?: string) => step("POST", "/lists", 201, { body: { name }, capture: { [key]: "/id" }, as });
const NOBODY = "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e";

export const toDoLists: Blueprint = {
  id: "to-do-lists",
  name: "To-do lists",
  summary: "Lists of tasks with due dates, each caller's own.",
  description: "Keeps lists of tasks with due dates and priorities, ticks tasks off and finds overdue ones; each caller sees only its own.",
  about: "`POST /lists` with `{ \"name\": \"Groceries\" }`, then `POST /lists/{id}/tasks` with `{ \"title\": \"Buy milk\", \"dueDate\": \"2030-06-01\" }`. `POST /tasks/{id}/done` ticks it off; `GET /tasks?overdue=true` shows what is late.",
  category: "productivity",
  points: ["Lists and tasks are made, changed and deleted; deleting a list deletes its tasks", "Tasks are filtered by done, overdue, due date, priority and words of the title", "POST /tasks/{id}/done and /undone tick a task off and open it again"],
  assumptions: ["Each caller sees and changes only its own lists", "A task is overdue when it isn't done and its due date is before today in UTC", "A list holds a limited number of tasks"],
  publicRoutes: [],
  examplePrompt: "To-do lists with tasks, due dates and an overdue filter",
  signals: [
    /\btodo lists\b/,
    /\btodo (?:app|manager|tracker|tracking|management|api)\b/,
    /\b(?:task lists|lists of (?:tasks|todos|chores)|checklists)\b/,
    /\btask (?:manager|tracker|management|tracking)\b/,
    /\b(?:my|personal|private|own) (?:todos|tasks)\b/,
  ],
  vocabulary: "per-list optional todo to-do list task item checklist chore manager tracker tracking management manage keep track add edit change update delete remove complete completed completing mark marked tick off check done undone open reopen finished unfinished not due date deadline overdue late filter filtering search sort priority priorities low normal high title personal own private their his her per consumer caller it see only move name description owner user",
  keeps: [
    /\btitles? (?:is |are |must be )?required\b|\brequired titles?\b/,
    ...OWN_ONLY,
    /\b(?:is|are|isn't|aren't|was)? ?(?:not|n't)? ?(?:yet )?(?:done|completed?|finished)(?: yet)?\b/,
    /\b(?:due )?before (?:today|a date|now|a day)\b/,
    /\bhaven't been (?:done|completed|finished)\b/,
  ],
  contradicts: OTHERS_SEE,
  sets: [{ of: "priority|priorities", values: "low, normal, high" }, { of: "status|statuses|states?", values: "open, undone, done, overdue, finished, completed, complete, not done" }],
  lacks: [/\b(?:assign|shar(?:e|ed|ing)|subtasks?|recurr|repeat|remind)\w*/, /\bcomplete\w* by (?:whom|who)/],
  asks: {
    maximumTasks: [{ says: /\b(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|limit(?:ed)? (?:to|of)) (\d+) tasks\b/ }],
  },
  parameters: [
    { name: "maximumTasks", label: "Tasks per list", help: "A list with this many tasks takes no more.", kind: "integer", default: 500, min: 10, max: 1000 },
    { name: "defaultPriority", label: "Usual priority", help: "Of a task whose priority the call doesn't name.", kind: "choice", default: "normal", options: ["low", "normal", "high"] },
  ],
  picture: [
    { caption: "Make a list", method: "POST", path: "/lists", body: { name: "Groceries" }, status: 201, reply: { name: "Groceries", openTasks: 0, doneTasks: 0 } },
    { caption: "See your lists", method: "GET", path: "/lists", status: 200, reply: { items: [{ name: "Groceries" }], total: 1 } },
    { caption: "Look for late tasks", method: "GET", path: "/tasks?overdue=true", status: 200, reply: { items: [], total: 0 } },
  ],
  contractTests: ({ maximumTasks, defaultPriority }) => [
    {
      name: "A task is added to a list, ticked off and opened again",
      steps: [
        list("Groceries", "list"),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "  Buy milk ", dueDate: "2999-06-01" }, expect: { listId: "{{list}}", title: "Buy milk", description: "", priority: String(defaultPriority), dueDate: "2999-06-01", isOverdue: false, done: false, doneAt: null }, capture: { task: "/id" } }),
        step("POST", "/tasks/{{task}}/done", 200, { expect: { id: "{{task}}", done: true, doneAt: { $type: "string" } }, capture: { doneAt: "/doneAt" } }),
        step("POST", "/tasks/{{task}}/done", 200, { expect: { done: true, doneAt: "{{doneAt}}" } }),
        step("GET", "/lists/{{list}}", 200, { expect: { name: "Groceries", openTasks: 0, doneTasks: 1 } }),
        step("POST", "/tasks/{{task}}/undone", 200, { expect: { done: false, doneAt: null } }),
        step("GET", "/tasks/{{task}}", 200, { expect: { id: "{{task}}", done: false } }),
        step("GET", "/lists/{{list}}", 200, { expect: { openTasks: 1, doneTasks: 0 } }),
      ],
    },
    {
      name: "Overdue tasks are those that are late and not done",
      steps: [
        list("Home", "list"),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "late", dueDate: "2020-01-02" }, expect: { isOverdue: true }, capture: { late: "/id" } }),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "later", dueDate: "2999-01-01" }, expect: { isOverdue: false } }),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "whenever" }, expect: { dueDate: null, isOverdue: false } }),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "late too", dueDate: "2020-01-01" } }),
        step("GET", "/tasks?overdue=true&sort=dueDate", 200, { expect: { items: [{ title: "late too" }, { title: "late", isOverdue: true }], total: 2 } }),
        step("GET", "/lists/{{list}}/tasks?overdue=true&dueBefore=2020-01-02", 200, { expect: { items: [{ title: "late too" }] } }),
        step("GET", "/tasks?dueBefore=2999-01-01", 200, { expect: { total: 2 } }),
        step("GET", "/tasks?sort=dueDate", 200, { expect: { items: [{ title: "late too" }, { title: "late" }, { title: "later" }, { title: "whenever" }] } }),
        step("POST", "/tasks/{{late}}/done", 200, { expect: { isOverdue: false } }),
        step("GET", "/tasks?overdue=true", 200, { expect: { items: [{ title: "late too" }], total: 1 } }),
        step("GET", "/tasks?overdue=true&dueBefore=2999-12-31", 200, { expect: { total: 1 } }),
      ],
    },
    {
      name: "Tasks are found by done, priority and words, in pages",
      steps: [
        list("Work", "list"),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "Write report", priority: "high" }, capture: { report: "/id" } }),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "Read REPORT", priority: "low" } }),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "Call Ann", priority: "low" } }),
        step("POST", "/tasks/{{report}}/done", 200),
        step("GET", "/tasks?done=true", 200, { expect: { items: [{ title: "Write report" }], total: 1 } }),
        step("GET", "/tasks?done=false", 200, { expect: { total: 2 } }),
        step("GET", "/tasks?priority=low", 200, { expect: { total: 2 } }),
        step("GET", "/tasks?q=report&sort=title", 200, { expect: { items: [{ title: "Read REPORT" }, { title: "Write report" }] } }),
        step("GET", "/lists/{{list}}/tasks?limit=2", 200, { expect: { items: [{ title: "Write report" }, { title: "Read REPORT" }], total: 3 }, capture: { cursor: "/cursor" } }),
        step("GET", "/lists/{{list}}/tasks?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ title: "Call Ann" }], cursor: null } }),
        step("GET", "/tasks?limit=101", 422, invalid), step("GET", "/tasks?limit=100", 200), step("GET", "/tasks?limit=0", 422), step("GET", "/tasks?done=maybe", 422), step("GET", "/tasks?unknown=1", 422), step("GET", "/tasks?cursor=garbage", 422), step("GET", "/lists?limit=0", 422),
      ],
    },
    {
      name: "A task is changed and moved to another list",
      steps: [
        list("Here", "here"), list("There", "there"),
        step("POST", "/lists/{{here}}/tasks", 201, { body: { title: "Pack", dueDate: "2999-01-01", description: "Shoes", priority: "high" }, expect: { description: "Shoes", priority: "high" }, capture: { task: "/id" } }),
        step("PATCH", "/tasks/{{task}}", 200, { body: { title: "Pack bags", dueDate: null, done: true }, expect: { title: "Pack bags", dueDate: null, done: true, description: "Shoes" } }),
        step("PATCH", "/tasks/{{task}}", 200, { body: { done: false, dueDate: "2999-02-02" }, expect: { done: false, doneAt: null, dueDate: "2999-02-02", title: "Pack bags" } }),
        step("PATCH", "/tasks/{{task}}", 200, { body: { listId: "{{there}}" }, expect: { listId: "{{there}}", title: "Pack bags", dueDate: "2999-02-02" } }),
        step("GET", "/lists/{{here}}/tasks", 200, { expect: { items: [] } }),
        step("GET", "/lists/{{there}}/tasks", 200, { expect: { items: [{ id: "{{task}}" }] } }),
        step("PATCH", "/tasks/{{task}}", 422, { body: { listId: NOBODY }, ...invalid }),
        step("PATCH", "/tasks/{{task}}", 422, { body: {}, ...invalid }),
        step("PATCH", "/tasks/{{task}}", 422, { body: { owner: "me" } }),
      ],
    },
    {
      name: "A list is renamed and deleted with its tasks",
      steps: [
        list("Old", "list"),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "First" }, capture: { task: "/id" } }),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "Second" }, capture: { second: "/id" } }),
        step("PATCH", "/lists/{{list}}", 200, { body: { name: "New" }, expect: { id: "{{list}}", name: "New", openTasks: 2 } }),
        step("DELETE", "/tasks/{{second}}", 204), step("GET", "/tasks/{{second}}", 404, missing), step("DELETE", "/tasks/{{second}}", 404, missing),
        step("DELETE", "/lists/{{list}}", 204),
        step("GET", "/lists/{{list}}", 404, missing), step("GET", "/tasks/{{task}}", 404, missing), step("GET", "/lists", 200, { expect: { items: [], total: 0 } }),
        step("POST", "/lists/{{list}}/tasks", 404, { body: { title: "Late" }, ...missing }), step("GET", "/lists/{{list}}/tasks", 404, missing), step("DELETE", "/lists/{{list}}", 404, missing), step("PATCH", "/lists/{{list}}", 404, { body: { name: "x" }, ...missing }),
        step("POST", "/tasks/{{task}}/done", 404, missing), step("PATCH", "/tasks/{{task}}", 404, { body: { done: true }, ...missing }),
      ],
    },
    {
      name: "Nobody sees or changes another caller's lists and tasks",
      steps: [
        list("Secret", "list", "anna"), list("Own", "own", "ben"),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "Plan" }, capture: { task: "/id" }, as: "anna" }),
        step("POST", "/lists/{{own}}/tasks", 201, { body: { title: "Mine" }, capture: { mine: "/id" }, as: "ben" }),
        step("GET", "/lists", 200, { expect: { items: [{ name: "Own" }], total: 1 }, as: "ben" }), step("GET", "/tasks", 200, { expect: { items: [{ title: "Mine" }], total: 1 }, as: "ben" }),
        step("GET", "/lists/{{list}}", 404, { ...missing, as: "ben" }), step("GET", "/tasks/{{task}}", 404, { ...missing, as: "ben" }), step("GET", "/lists/{{list}}/tasks", 404, { as: "ben" }),
        step("POST", "/lists/{{list}}/tasks", 404, { body: { title: "Intruder" }, as: "ben" }), step("PATCH", "/lists/{{list}}", 404, { body: { name: "x" }, as: "ben" }), step("PATCH", "/tasks/{{task}}", 404, { body: { title: "x" }, as: "ben" }),
        step("POST", "/tasks/{{task}}/done", 404, { as: "ben" }), step("DELETE", "/tasks/{{task}}", 404, { as: "ben" }), step("DELETE", "/lists/{{list}}", 404, { as: "ben" }), step("PATCH", "/tasks/{{mine}}", 422, { body: { listId: "{{list}}" }, as: "ben" }),
        step("GET", "/lists/{{list}}/tasks", 200, { expect: { items: [{ title: "Plan", done: false }] }, as: "anna" }),
      ],
    },
    {
      name: "What isn't a list or a task is refused",
      steps: [
        step("POST", "/lists", 422, { body: {}, ...invalid }), step("POST", "/lists", 422, { body: { name: "   " } }), step("POST", "/lists", 422, { body: { name: "x".repeat(101) } }), step("POST", "/lists", 201, { body: { name: "x".repeat(100) } }), step("POST", "/lists", 422, { body: { name: "x", color: "red" } }),
        list("Checks", "list"),
        ...refused("/lists/{{list}}/tasks", {}, { title: "" }, { title: "x".repeat(201) }, { title: 5 }, { title: "x", dueDate: "tomorrow" }, { title: "x", dueDate: "2999-02-30" }, { title: "x", dueDate: "3000-01-01" }, { title: "x", dueDate: "1899-12-31" }, { title: "x", priority: "urgent" }, { title: "x", done: true }, { title: "x", description: "x".repeat(2001) }),
        step("GET", "/lists/{{list}}/tasks", 200, { expect: { items: [], total: 0 } }),
        step("GET", "/lists/nothing", 404, missing), step("GET", `/tasks/${NOBODY}`, 404, missing),
      ],
    },
    // A longer list would take more steps than a test may have.
    ...(Number(maximumTasks) > 30 ? [] : [{
      name: "A list takes no more tasks than it may hold",
      steps: [
        list("Short", "list"), list("Other", "other"),
        step("POST", "/lists/{{other}}/tasks", 201, { body: { title: "elsewhere" }, capture: { elsewhere: "/id" } }),
        ...Array.from({ length: Number(maximumTasks) }, (_item, index) => step("POST", "/lists/{{list}}/tasks", 201, { body: { title: `Task ${index}` }, capture: { last: "/id" } })),
        step("POST", "/lists/{{list}}/tasks", 409, { body: { title: "One more" }, expect: { error: { code: "list_full" } } }),
        step("PATCH", "/tasks/{{elsewhere}}", 409, { body: { listId: "{{list}}" }, expect: { error: { code: "list_full" } } }),
        step("DELETE", "/tasks/{{last}}", 204),
        step("POST", "/lists/{{list}}/tasks", 201, { body: { title: "Room again" } }),
      ],
    }]),
  ],
};
