import type { Json } from "#lib/versions/schema.ts";
import { OTHERS_SEE, OWN_ONLY } from "../own-only.ts";
import type { Blueprint } from "../blueprint.ts";
import { malformed, step } from "../contract-step.ts";
import { documented, LIMIT, WHOLE } from "../documented.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const refused = (path: string, ...bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));
const note = (body: Json, key = "note", as?: string) => step("POST", "/notes", 201, { body, capture: { [key]: "/id" }, as });
const found = (query: string, ...titles: string[]) => step("GET", `/notes${query}`, 200, { expect: { items: titles.map((title) => ({ title })), total: titles.length } });

export const notes: Blueprint = {
  id: "notes",
  name: "Notes",
  summary: "Notes with tags, search and an archive, each caller's own.",
  description: "Keeps notes with tags, searches titles and texts, lists the tags with their counts and archives what is done with; each caller sees only its own.",
  about: "`POST /notes` with `{ \"title\": \"Shopping\", \"text\": \"Milk\", \"tags\": [\"home\"] }` writes one, `GET /notes?q=milk&tag=home` finds it, `POST /notes/{id}/archive` puts it away, `GET /tags` counts the tags.",
  category: "productivity",
  points: ["Notes are written, read, changed and deleted under /notes", "GET /notes finds words in title and text, a tag, or archived notes, in pages", "GET /tags lists the tags and how many notes have them"],
  assumptions: ["Each caller sees and changes only its own notes", "Tags are kept in lower case, without spaces around them", "Archived notes are left out of a list unless asked for"],
  publicRoutes: [],
  examplePrompt: "Personal notes with tags, search and an archive",
  signals: [
    /\bnotes\b.*\b(?:search\w*|archiv\w*)\b/,
    /\b(?:note[- ]?(?:taking|keeping|book|pad)|notebooks?|notepads?)\b/,
    /\b(?:personal|private) notes\b/,
    /\b(?:take|taking|keep|keeping|write|writing|store|storing|save|saving) (?:my |their |private |personal |quick |short )*notes\b/,
  ],
  vocabulary: "per-tag per-note sort changed diary journal thought idea memo word optional note notebook notepad taking keeping take keep write writing store storing save saving manage title text content tag tagged tagging label labels search searching searchable full find finding filter archive archived archiving unarchive restore personal private own their my quick short edit change update delete list markdown only see it",
  keeps: [/\btitles? (?:is |are |must be )?required\b|\brequired titles?\b/, ...OWN_ONLY],
  contradicts: OTHERS_SEE,
  sets: [{ of: "tags?", values: "any" }],
  lacks: [/\bshar(?:e|ed|ing)\b|\bpublic\b|\bpin/],
  asks: {
    maximumTags: [{ says: /\b(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|limit(?:ed)? (?:to|of)) (\d+) tags\b/ }],
    maximumLength: [{ says: /(?<!\b(?:titles?|tags?)\b[^,.;]*)\b(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|limit(?:ed)? (?:to|of)) (\d+) (?:characters|chars|letters)\b/ }],
  },
  parameters: [
    { name: "maximumLength", label: "Longest note", help: "In characters; a longer text is refused.", kind: "integer", default: 5000, min: 100, max: 10_000 },
    { name: "maximumTags", label: "Tags per note", help: "A note has at most this many tags.", kind: "integer", default: 10, min: 2, max: 20 },
  ],
  picture: [
    { caption: "Write a note", method: "POST", path: "/notes", body: { title: "Shopping", text: "Milk and bread", tags: ["home"] }, status: 201, reply: { title: "Shopping", text: "Milk and bread", tags: ["home"], isArchived: false } },
    { caption: "Search your notes", method: "GET", path: "/notes?q=milk", status: 200, reply: { items: [{ title: "Shopping", tags: ["home"] }], total: 1 } },
    { caption: "Count the tags", method: "GET", path: "/tags", status: 200, reply: { items: [{ tag: "home", notes: 1 }] } },
  ],
  contractTests: ({ maximumLength, maximumTags }) => [
    {
      name: "A note is written, read, changed and deleted",
      steps: [
        step("POST", "/notes", 201, { body: { title: "  Ideas ", text: "A boat", tags: [" Sea ", "plans"] }, expect: { title: "Ideas", text: "A boat", tags: ["sea", "plans"], isArchived: false, createdAt: { $type: "string" } }, capture: { note: "/id" } }),
        step("GET", "/notes/{{note}}", 200, { expect: { id: "{{note}}", title: "Ideas", text: "A boat" } }),
        step("PATCH", "/notes/{{note}}", 200, { body: { text: "A ship" }, expect: { title: "Ideas", text: "A ship", tags: ["sea", "plans"] } }),
        step("PATCH", "/notes/{{note}}", 200, { body: { title: "Dreams", tags: [] }, expect: { title: "Dreams", text: "A ship", tags: [] } }),
        step("DELETE", "/notes/{{note}}", 204),
        step("GET", "/notes/{{note}}", 404, missing), step("DELETE", "/notes/{{note}}", 404, missing), step("PATCH", "/notes/{{note}}", 404, { body: { text: "x" }, ...missing }), step("POST", "/notes/{{note}}/archive", 404, missing), step("GET", "/notes/nothing", 404, missing),
      ],
    },
    {
      name: "Notes are found by words, also after a change",
      steps: [
        note({ title: "Boat trip", text: "Bring a RAINCOAT" }), note({ title: "Recipe", text: "100% rye" }, "recipe"),
        found("?q=raincoat", "Boat trip"), found("?q=BOAT", "Boat trip"), found("?q=100%25", "Recipe"), found("?q=_"), found("?q=nothing"),
        step("PATCH", "/notes/{{recipe}}", 200, { body: { text: "Wheat" } }), found("?q=rye"), found("?q=wheat", "Recipe"),
        step("PATCH", "/notes/{{recipe}}", 200, { body: { title: "Bread" } }), found("?q=recipe"), found("?q=wheat", "Bread"), found("?q=bread", "Bread"),
      ],
    },
    {
      name: "Notes are found by tag and tags are counted",
      steps: [
        note({ title: "One", tags: ["home", "work"] }, "one"), note({ title: "Two", tags: ["homework"] }, "two"), note({ title: "Three", tags: ["Home"] }, "three"),
        found("?tag=home&sort=oldest", "One", "Three"), found("?tag=HOMEWORK", "Two"), found("?tag=wor"), found("?tag=home&q=three", "Three"),
        step("GET", "/tags", 200, { expect: { items: [{ tag: "home", notes: 2 }, { tag: "homework", notes: 1 }, { tag: "work", notes: 1 }] } }),
        step("PATCH", "/notes/{{one}}", 200, { body: { tags: ["work", "garden"] } }),
        step("GET", "/tags", 200, { expect: { items: [{ tag: "garden", notes: 1 }, { tag: "home", notes: 1 }, { tag: "homework", notes: 1 }, { tag: "work", notes: 1 }] } }),
        found("?tag=home", "Three"), found("?tag=garden", "One"),
        step("DELETE", "/notes/{{two}}", 204), step("PATCH", "/notes/{{three}}", 200, { body: { title: "Third" }, expect: { tags: ["home"] } }),
        step("GET", "/tags", 200, { expect: { items: [{ tag: "garden", notes: 1 }, { tag: "home", notes: 1 }, { tag: "work", notes: 1 }] } }),
      ],
    },
    {
      name: "Archived notes are put away and come back",
      steps: [
        note({ title: "Old" }, "old"), note({ title: "New" }),
        step("POST", "/notes/{{old}}/archive", 200, { expect: { id: "{{old}}", isArchived: true } }), step("POST", "/notes/{{old}}/archive", 200, { expect: { isArchived: true } }),
        found("", "New"), found("?archived=true", "Old"), found("?archived=any&sort=oldest", "Old", "New"), step("GET", "/notes/{{old}}", 200, { expect: { isArchived: true } }),
        step("POST", "/notes/{{old}}/unarchive", 200, { expect: { isArchived: false } }), found("?sort=oldest", "Old", "New"),
      ],
    },
    {
      name: "Notes are ordered and come in pages",
      steps: [
        note({ title: "B" }, "b"), note({ title: "C" }), note({ title: "A" }),
        found("", "A", "C", "B"), found("?sort=oldest", "B", "C", "A"), found("?sort=title", "A", "B", "C"),
        step("PATCH", "/notes/{{b}}", 200, { body: { text: "changed" } }), found("?sort=changed", "B", "A", "C"),
        step("GET", "/notes?limit=2&sort=title", 200, { expect: { items: [{ title: "A" }, { title: "B" }], total: 3 }, capture: { cursor: "/cursor" } }),
        step("GET", "/notes?limit=2&sort=title&cursor={{cursor}}", 200, { expect: { items: [{ title: "C" }], cursor: null, total: 3 } }),
        step("GET", "/notes?limit=100", 200), step("GET", "/notes?limit=1", 200, { expect: { items: { $length: 1 } } }),
        ...["limit=0", "limit=101", "limit=abc", "sort=color", "archived=maybe", "unknown=1", "cursor=garbage", "q=", `q=${"x".repeat(101)}`, "tag=%7C", `tag=${"x".repeat(41)}`, "limit=1.5"].map((query) => step("GET", `/notes?${query}`, 422, invalid)),
        found(`?q=${"x".repeat(100)}`), found(`?tag=${"x".repeat(40)}`),
        { ...found("?sort=title&archived=any", "A", "B", "C"), request: { method: "GET", path: "/notes?sort=title", headers: { "content-type": "text/plain" } } },
      ],
    },
    {
      name: "Nobody sees or changes another caller's notes",
      steps: [
        note({ title: "Diary", text: "secret", tags: ["private"] }, "note", "anna"),
        step("GET", "/notes?archived=any", 200, { expect: { items: [], total: 0 }, as: "ben" }), step("GET", "/tags", 200, { expect: { items: [] }, as: "ben" }), step("GET", "/notes?q=secret", 200, { expect: { items: [] }, as: "ben" }),
        step("GET", "/notes/{{note}}", 404, { ...missing, as: "ben" }), step("PATCH", "/notes/{{note}}", 404, { body: { text: "x" }, ...missing, as: "ben" }), step("DELETE", "/notes/{{note}}", 404, { ...missing, as: "ben" }), step("POST", "/notes/{{note}}/archive", 404, { ...missing, as: "ben" }),
        step("GET", "/notes", 200, { expect: { items: [{ title: "Diary", text: "secret", isArchived: false }], total: 1 }, as: "anna" }),
      ],
    },
    {
      name: "What isn't a note is refused",
      steps: [
        step("POST", "/notes", 422, { body: {}, expect: { error: { code: "invalid", message: "title: is required" } } }), step("POST", "/notes", 422, { body: { title: "x", color: "red" }, expect: { error: { message: { $regex: "^json: " } } } }), malformed("POST", "/notes"),
        ...refused("/notes", { title: "" }, { title: "  " }, { title: 5 }, { title: "x".repeat(201) }, { title: "x", tags: "home" }, { title: "x", tags: ["a", "A"] }, { title: "x", tags: ["a|b"] }, { title: "x", tags: [""] }, { title: "x", tags: ["x".repeat(41)] }, { title: "x", tags: Array.from({ length: Number(maximumTags) + 1 }, (_item, index) => `t${index}`) }, { title: "x", text: "x".repeat(Number(maximumLength) + 1) }, { title: "x", isArchived: true }, { title: "x", owner: "me" }),
        found("?archived=any"),
        step("POST", "/notes", 201, { body: { title: "x".repeat(200), tags: Array.from({ length: Number(maximumTags) }, (_item, index) => `t${index}`), text: "x".repeat(Number(maximumLength)) }, capture: { note: "/id" } }),
        step("POST", "/notes", 201, { body: { title: "x", tags: ["x".repeat(40)] } }),
        step("PATCH", "/notes/{{note}}", 422, { body: {}, ...invalid }), step("PATCH", "/notes/{{note}}", 422, { body: { title: "" } }), step("PATCH", "/notes/{{note}}", 422, { body: { color: "red" } }),
      ],
    },
    {
      name: "The document says what a note needs and what every reply holds",
      steps: [
        documented({
          NoteInput: { required: ["title"], properties: { title: { minLength: 1, maxLength: 200 }, text: { maxLength: Number(maximumLength) }, tags: { maxItems: Number(maximumTags) } } },
          Note: { required: ["id", "title", "text", "tags", "isArchived", "createdAt", "updatedAt"] }, NotePage: { required: ["items", "cursor", "total"], properties: { total: WHOLE } },
          TagList: { required: ["items"], properties: { items: { items: { required: ["tag", "notes"], properties: { notes: WHOLE } } } } },
        }, { "/notes": LIMIT }),
      ],
    },
  ],
};
