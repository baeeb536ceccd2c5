import type { Json } from "#lib/versions/schema.ts";
import { OTHERS_SEE, OWN_ONLY } from "../own-only.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const taken = { expect: { error: { code: "email_taken" } } };
const refused = (path: string, ...bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));
const contact = (body: Json, key = "contact", as?: string) => step("POST", "/contacts", 201, { body, capture: { [key]: "/id" }, as });
const found = (query: string, ...names: string[]) => step("GET", `/contacts${query}`, 200, { expect: { items: names.map((name) => ({ name })), total: names.length } });

export const contacts: Blueprint = {
  id: "contacts",
  name: "Contacts",
  summary: "An address book with groups and search, each caller's own.",
  description: "Keeps contacts with email, phone, company, address and birthday, refuses a second contact with the same email, sorts them into groups and searches them; each caller sees only its own.",
  about: "`POST /contacts` with `{ \"name\": \"Ada Lovelace\", \"email\": \"ada@example.com\", \"groups\": [\"family\"] }` adds one, `GET /contacts?q=ada&group=family` finds it, `GET /groups` counts the groups.",
  category: "productivity",
  points: ["Contacts are added, read, changed and deleted under /contacts", "A second contact with the same email is refused with 409, upper and lower case alike", "GET /contacts finds a part of a name, email, phone, company or address, or a group; GET /groups counts the groups"],
  assumptions: ["Each caller sees and changes only its own contacts", "Only the name is required", "Groups are kept in lower case"],
  publicRoutes: [],
  examplePrompt: "An address book with groups, search and unique emails",
  signals: [/\b(?:address|phone) ?books?\b/, /\bcontacts?\b.*\b(?:groups?|search\w*)\b/, /\b(?:groups?|search\w*) .*\bcontacts\b/, /\bcontacts? (?:manager|management|organi[sz]er)\b/],
  vocabulary: "per-group optional address book phone phonebook contact manager management organizer organiser group grouped grouping category search searching searchable find filter by name email unique number company birthday note manage keep store add edit change update delete list personal private own their my see only duplicate duplicates no not refuse refuses family friend work",
  keeps: [
    /\b(?:nobody|no one|no-one|can't|cannot|must not|may not|never)\b(?: (?:can|may|should|must))? (?:enter|add|have|use|save|store)\b[^,.;\d]*\bsame e?mail(?: address)?(?: twice)?/,
    /\bnames? (?:is |are |must be )?required\b|\brequired names?\b/,
    ...OWN_ONLY,
    /\bunique e?mails?\b|\bemails? (?:address(?:es)? )?(?:must be |should be |is |are )?unique\b/,
    /\b(?:no|avoid\w*|prevent\w*|refus\w+|reject\w*)\b[^,.;]*\b(?:duplicates?(?: e?mails?| contacts?)?(?! [a-z])|same email|second contact with the same email|twice)/,
  ],
  contradicts: OTHERS_SEE,
  sets: [{ of: "groups?", values: "any" }],
  lacks: [/\b(?:several|multiple|many|more than one|different) (?:phones?|e?mails?|address(?:es)?|numbers?|birthdays?)\b/, /\bupcoming|\bsync|\bmerge/],
  asks: {
    maximumGroups: [{ says: /\b(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|limit(?:ed)? (?:to|of)) (\d+) groups\b/ }],
  },
  parameters: [{ name: "maximumGroups", label: "Groups per contact", help: "A contact is in at most this many groups.", kind: "integer", default: 10, min: 2, max: 20 }],
  picture: [
    { caption: "Add a contact", method: "POST", path: "/contacts", body: { name: "Ada Lovelace", email: "ada@example.com", groups: ["family"] }, status: 201, reply: { name: "Ada Lovelace", email: "ada@example.com", groups: ["family"] } },
    { caption: "Add the same email", method: "POST", path: "/contacts", body: { name: "Ada again", email: "ADA@example.com" }, status: 409, reply: { error: { code: "email_taken", message: "You already have a contact with this email" } } },
    { caption: "Search your contacts", method: "GET", path: "/contacts?q=love", status: 200, reply: { items: [{ name: "Ada Lovelace" }], total: 1 } },
  ],
  contractTests: ({ maximumGroups }) => [
    {
      name: "A contact is added, read, changed and deleted",
      steps: [
        step("POST", "/contacts", 201, { body: { name: " Ada ", email: "ada@example.com", phone: "+44 20 7946 0000", company: "Engines", address: "London", birthday: "1990-12-10", note: "Likes numbers" }, expect: { name: "Ada", email: "ada@example.com", phone: "+44 20 7946 0000", company: "Engines", address: "London", birthday: "1990-12-10", note: "Likes numbers", groups: [] }, capture: { contact: "/id" } }),
        step("GET", "/contacts/{{contact}}", 200, { expect: { id: "{{contact}}", name: "Ada", company: "Engines" } }),
        step("PATCH", "/contacts/{{contact}}", 200, { body: { phone: null, company: "Looms" }, expect: { name: "Ada", phone: null, company: "Looms", email: "ada@example.com" } }),
        step("POST", "/contacts", 201, { body: { name: "Only a name" }, expect: { email: null, phone: null, company: null, address: null, birthday: null, note: "", groups: [] } }),
        step("DELETE", "/contacts/{{contact}}", 204), step("GET", "/contacts/{{contact}}", 404, missing), step("DELETE", "/contacts/{{contact}}", 404, missing), step("PATCH", "/contacts/{{contact}}", 404, { body: { name: "x" }, ...missing }), step("GET", "/contacts/nobody", 404, missing),
        found("", "Only a name"),
      ],
    },
    {
      name: "No two contacts have the same email",
      steps: [
        contact({ name: "Ada", email: "ada@example.com" }, "ada"), contact({ name: "Bob", email: "bob@example.com" }, "bob"), contact({ name: "No mail" }), contact({ name: "No mail either" }),
        step("POST", "/contacts", 409, { body: { name: "Imposter", email: "Ada@Example.com" }, ...taken }),
        step("PATCH", "/contacts/{{bob}}", 409, { body: { email: "ada@example.com" }, ...taken }), step("GET", "/contacts/{{bob}}", 200, { expect: { email: "bob@example.com" } }),
        step("PATCH", "/contacts/{{ada}}", 200, { body: { email: "ADA@example.com" }, expect: { email: "ADA@example.com" } }),
        step("PATCH", "/contacts/{{ada}}", 200, { body: { email: "new@example.com" } }), step("PATCH", "/contacts/{{bob}}", 200, { body: { email: "ada@example.com" } }),
        step("DELETE", "/contacts/{{bob}}", 204), contact({ name: "Heir", email: "ada@example.com" }), found("?email=ADA@example.com", "Heir"), found("?email=nobody@example.com"),
        step("POST", "/contacts", 201, { body: { name: "Ben's Ada", email: "ada@example.com" }, as: "ben" }),
      ],
    },
    {
      name: "Contacts are found by words, in order and in pages",
      steps: [
        contact({ name: "Carl", company: "Blue Whale" }, "carl"), contact({ name: "Anna", address: "1 Whale Road" }), contact({ name: "Bea", phone: "+1 555 0100" }),
        found("?q=WHALE", "Anna", "Carl"), found("?q=555", "Bea"), found("?q=nobody"), found("?sort=newest", "Bea", "Anna", "Carl"), found("", "Anna", "Bea", "Carl"),
        step("PATCH", "/contacts/{{carl}}", 200, { body: { company: null } }), found("?q=whale", "Anna"),
        step("GET", "/contacts?limit=2", 200, { expect: { items: [{ name: "Anna" }, { name: "Bea" }], total: 3 }, capture: { cursor: "/cursor" } }), step("GET", "/contacts?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ name: "Carl" }], cursor: null } }),
        step("GET", "/contacts?limit=100", 200), ...["limit=0", "limit=101", "limit=abc", "sort=age", "unknown=1", "cursor=garbage", "q=", `q=${"x".repeat(101)}`].map((query) => step("GET", `/contacts?${query}`, 422, invalid)),
      ],
    },
    {
      name: "Contacts are in groups, which are counted",
      steps: [
        contact({ name: "Ada", groups: ["Family", "work"] }, "ada"), contact({ name: "Bob", groups: ["homework"] }, "bob"), contact({ name: "Cleo", groups: ["work"] }, "cleo"),
        found("?group=WORK", "Ada", "Cleo"), found("?group=home"), found("?group=work&q=cleo", "Cleo"),
        step("GET", "/groups", 200, { expect: { items: [{ group: "family", contacts: 1 }, { group: "homework", contacts: 1 }, { group: "work", contacts: 2 }] } }),
        step("PATCH", "/contacts/{{ada}}", 200, { body: { groups: ["family", "club"] }, expect: { groups: ["family", "club"] } }), step("PATCH", "/contacts/{{cleo}}", 200, { body: { name: "Clio" }, expect: { groups: ["work"] } }), step("DELETE", "/contacts/{{bob}}", 204),
        step("GET", "/groups", 200, { expect: { items: [{ group: "club", contacts: 1 }, { group: "family", contacts: 1 }, { group: "work", contacts: 1 }] } }), found("?group=work", "Clio"), found("?group=club", "Ada"),
      ],
    },
    {
      name: "Nobody sees or changes another caller's contacts",
      steps: [
        contact({ name: "Friend", email: "friend@example.com", groups: ["secret"] }, "contact", "anna"),
        step("GET", "/contacts", 200, { expect: { items: [], total: 0 }, as: "ben" }), step("GET", "/groups", 200, { expect: { items: [] }, as: "ben" }), step("GET", "/contacts?email=friend@example.com", 200, { expect: { items: [] }, as: "ben" }),
        step("GET", "/contacts/{{contact}}", 404, { ...missing, as: "ben" }), step("PATCH", "/contacts/{{contact}}", 404, { body: { name: "x" }, ...missing, as: "ben" }), step("DELETE", "/contacts/{{contact}}", 404, { ...missing, as: "ben" }),
        step("GET", "/contacts/{{contact}}", 200, { expect: { name: "Friend" }, as: "anna" }),
      ],
    },
    {
      name: "What isn't a contact is refused",
      steps: [
        ...refused("/contacts", {}, { name: " " }, { name: 5 }, { name: "x".repeat(101) }, { name: "x", email: "not an email" }, { name: "x", phone: "call me" }, { name: "x", phone: "123" }, { name: "x", birthday: "1990-02-30" }, { name: "x", company: "" }, { name: "x", company: "x".repeat(101) }, { name: "x", address: "x".repeat(301) }, { name: "x", note: "x".repeat(2001) }, { name: "x", groups: ["a", "A"] }, { name: "x", groups: ["a|b"] }, { name: "x", groups: ["x".repeat(41)] }, { name: "x", groups: Array.from({ length: Number(maximumGroups) + 1 }, (_item, index) => `g${index}`) }, { name: "x", owner: "me" }),
        found(""),
        contact({ name: "x".repeat(100), company: "x".repeat(100), address: "x".repeat(300), note: "x".repeat(2000), groups: ["x".repeat(40)] }),
        contact({ name: "x", groups: Array.from({ length: Number(maximumGroups) }, (_item, index) => `g${index}`) }),
        step("PATCH", "/contacts/{{contact}}", 422, { body: {}, ...invalid }), step("PATCH", "/contacts/{{contact}}", 422, { body: { name: null } }), step("PATCH", "/contacts/{{contact}}", 422, { body: { color: "red" } }),
      ],
    },
  ],
};
