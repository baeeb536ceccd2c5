import type { Field, Resource } from "./resource-plan.ts";
import { camelCase, kebabCase, pascalCase, plural } from "./words.ts";

/** Plans that between them use every feature and the combinations that interact. Only for tests. */
export const samplePlans: Record<string, Resource[]> = {
  "one plain resource": [resource("book", [text("title"), text("author"), field("year", "integer", { isRequired: false })])],
  "every kind of field": [
    resource("member", [
      text("name"), text("nickname", { maxLength: 10 }), text("motto", { maxLength: 14 }), field("email", "email", { isUnique: true }), field("phone", "phone", { isUnique: true, isRequired: false }), field("website", "url", { isRequired: false }), field("startTime", "time"),
      field("createdOn", "date"), field("lastSeen", "dateTime", { isRequired: false }), field("bio", "longText", { isRequired: false }), field("tags", "list", { isRequired: false }), field("isActive", "boolean", { default: true, isRequired: false }),
      field("rating", "integer", { min: 1, max: 5 }), field("weight", "number", { min: 1 }), field("fee", "money", { min: 0, isRequired: false }), choice("plan", ["basic", "plus", "pro"], { default: "plus", isRequired: false }), field("visits", "integer", { default: 3, isRequired: false }),
    ], { search: ["name", "nickname", "motto", "bio", "tags"] }),
  ],
  "references, nested lists and in use": [
    resource("country", [text("name", { isUnique: true })]),
    resource("author", [text("name"), reference("countryId", "country", { isRequired: false })]),
    resource("book", [text("title"), reference("authorId", "author"), field("published", "date"), field("price", "money")], { search: ["title"] }),
  ],
  "expenses per consumer with totals": [
    resource("expense", [field("amount", "money"), choice("category", ["food", "rent", "travel"]), field("spentOn", "date"), text("note", { isRequired: false })], {
      ownership: "perConsumer", search: ["note", "category"],
      aggregates: [
        { kind: "sum", field: "amount", per: { kind: "period", field: "spentOn", period: "month" }, slug: "total-per-month", label: "total amount per month" },
        { kind: "sum", field: "amount", per: { kind: "field", field: "category" }, slug: "total-per-category", label: "total amount per category" },
        { kind: "average", field: "amount", per: { kind: "all" }, slug: "average", label: "average amount" },
        { kind: "count", field: null, per: { kind: "all" }, slug: "count", label: "number of expenses" },
      ],
    }),
  ],
  "posts with counters": [
    resource("post", [text("title"), field("text", "longText"), counter("likes"), counter("stock", { default: 1, max: 2 })], {
      search: ["title", "text"],
      counters: [{ field: "likes", action: "like", by: 1 }, { field: "likes", action: "unlike", by: -1, min: 0 }, { field: "stock", action: "restock", by: 1 }, { field: "stock", action: "take", by: -1, min: 0 }],
      aggregates: [{ kind: "sum", field: "likes", per: { kind: "all" }, slug: "total-likes", label: "total likes" }],
    }),
  ],
  "orders with states": [
    resource("customer", [text("name"), field("email", "email", { isUnique: true })]),
    resource("order", [reference("customerId", "customer"), field("total", "money", { min: 0 }), state("status", ["new", "paid", "shipped", "delivered", "cancelled"]), field("placedAt", "dateTime")], {
      transitions: [
        { field: "status", action: "pay", from: ["new"], to: "paid" }, { field: "status", action: "ship", from: ["paid"], to: "shipped" },
        { field: "status", action: "deliver", from: ["shipped"], to: "delivered" }, { field: "status", action: "cancel", from: ["new", "paid"], to: "cancelled" },
      ],
      aggregates: [
        { kind: "count", field: null, per: { kind: "field", field: "status" }, slug: "count-per-status", label: "number of orders per status" },
        { kind: "sum", field: "total", per: { kind: "period", field: "placedAt", period: "week" }, slug: "total-per-week", label: "total per week" },
        { kind: "max", field: "total", per: { kind: "field", field: "customerId" }, slug: "highest-total-per-customer", label: "highest total per customer" },
      ],
    }),
  ],
  "everything per consumer": [
    resource("owner", [text("name", { isUnique: true })], { ownership: "perConsumer" }),
    resource("project", [text("name", { isUnique: true }), text("code", { isUnique: true, isRequired: false }), reference("ownerId", "owner", { isRequired: false }), field("budget", "money", { isRequired: false }), field("dueDate", "date", { isRequired: false }), field("done", "boolean", { isRequired: false }), state("phase", ["draft", "active", "closed"]), counter("stars")], {
      ownership: "perConsumer", search: ["name", "code"], overdue: { dateField: "dueDate", doneField: "done" },
      aggregates: [
        { kind: "sum", field: "budget", per: { kind: "period", field: "dueDate", period: "year" }, slug: "budget-per-year", label: "total budget per year" },
        { kind: "min", field: "budget", per: { kind: "field", field: "phase" }, slug: "lowest-budget-per-phase", label: "lowest budget per phase" },
        { kind: "count", field: null, per: { kind: "field", field: "done" }, slug: "count-per-done", label: "number of projects by done" },
      ],
      counters: [{ field: "stars", action: "star", by: 1 }],
      transitions: [{ field: "phase", action: "start", from: ["draft"], to: "active" }, { field: "phase", action: "close", from: ["draft", "active"], to: "closed" }],
    }),
  ],
  "two references to one resource and one to itself": [
    resource("user", [text("name"), reference("managerId", "user")]),
    resource("message", [text("text"), reference("senderId", "user"), reference("receiverId", "user"), field("sentAt", "dateTime")], { ownership: "perConsumer" }),
  ],
  "names that the language and the source use": [
    resource("problem", [text("default"), text("limit"), text("order"), text("q"), field("app", "integer"), field("minApp", "integer", { isRequired: false })], { search: ["default", "q"] }),
    resource("class", [text("class"), choice("filter", ["on", "off"]), field("value", "integer", { min: 0, max: 1 })], {
      aggregates: [{ kind: "average", field: "value", per: { kind: "field", field: "filter" }, slug: "list", label: "average value by filter" }],
    }),
    resource("response", [field("date", "date"), reference("classId", "class"), field("consumerId", "integer")], { ownership: "perConsumer" }),
  ],
  "loans that are overdue": [
    resource("loan", [text("book"), text("borrower"), field("dueDate", "date"), field("returned", "boolean", { isRequired: false })], {
      overdue: { dateField: "dueDate", doneField: "returned" },
      aggregates: [
        { kind: "count", field: null, per: { kind: "period", field: "dueDate", period: "day" }, slug: "count-per-day", label: "number of loans per day" },
      ],
    }),
  ],
  "once and at most": [
    resource("member", [text("name")]),
    resource("class", [text("title"), field("capacity", "integer", { min: 1, max: 1000 })]),
    resource("sign up", [reference("memberId", "member"), reference("classId", "class"), text("note", { isRequired: false })], { once: [{ fields: ["memberId", "classId"], isPerCaller: false }], most: { max: "capacity", per: "classId", only: null } }),
    resource("slot", [text("apartment"), field("startTime", "dateTime"), field("endTime", "dateTime", { above: { field: "startTime", isStrict: true } }), choice("status", ["booked", "confirmed", "cancelled"])], {
      most: { max: 2, per: "apartment", period: { field: "startTime", unit: "week" }, only: { field: "status", values: ["booked", "confirmed"] } }, apart: { start: "startTime", end: "endTime", per: [], unless: { field: "status", value: "cancelled" } },
    }),
    resource("rental", [text("customer"), field("rentedOn", "date"), field("returnedOn", "date", { isRequired: false })], { most: { max: 2, per: "customer", only: { field: "returnedOn", values: [null] } } }),
    resource("loan", [text("title", { isUnique: true }), reference("memberId", "member"), field("returned", "boolean", { isRequired: false })], { most: { max: 3, per: "memberId", only: { field: "returned", values: [false] } } }),
  ],
  "once and at most of one caller": [
    resource("poll", [text("question")]),
    resource("vote", [reference("pollId", "poll"), choice("answer", ["yes", "no", "maybe"])], { once: [{ fields: ["pollId"], isPerCaller: true }] }),
    resource("project", [text("name", { isUnique: true }), state("status", ["open", "finished"])], { ownership: "perConsumer", most: { max: 5, per: null, only: { field: "status", values: ["open"] } }, transitions: [{ field: "status", action: "finish", from: ["open"], to: "finished" }, { field: "status", action: "reopen", from: ["finished"], to: "open" }] }),
    resource("profile", [text("nickname")], { once: [{ fields: [], isPerCaller: true }] }),
  ],
  "times that don't overlap": [
    resource("room", [text("name")]),
    resource("booking", [reference("roomId", "room"), text("title"), field("startTime", "dateTime"), field("endTime", "dateTime", { above: { field: "startTime", isStrict: true } })], { apart: { start: "startTime", end: "endTime", per: ["roomId"], unless: null }, aggregates: [{ kind: "count", field: null, per: { kind: "period", field: "startTime", period: "day" }, slug: "count-per-day", label: "number of bookings per day" }] }),
    resource("appointment", [text("patient"), text("dentist", { maxLength: 80 }), field("date", "date"), field("startTime", "time"), field("endTime", "time", { above: { field: "startTime", isStrict: true } }), state("status", ["booked", "cancelled"])], {
      apart: { start: "startTime", end: "endTime", per: ["dentist", "date"], unless: { field: "status", value: "cancelled" } }, transitions: [{ field: "status", action: "cancel", from: ["booked"], to: "cancelled" }], search: ["patient", "dentist"],
    }),
    resource("stay", [text("guest"), field("arrival", "date"), field("departure", "date", { above: { field: "arrival", isStrict: true } }), field("cancelled", "boolean", { isRequired: false })], { apart: { start: "arrival", end: "departure", per: [], unless: { field: "cancelled", value: true } } }),
  ],
  "lists with an order of their own": [
    resource("author", [text("name")], { sorted: { field: "name", order: "asc" }, hasRandom: true }),
    resource("post", [text("title"), field("publishedOn", "date"), reference("authorId", "author")], { sorted: { field: "publishedOn", order: "desc" }, search: ["title"] }),
    resource("note", [text("title")], { sorted: { field: "createdAt", order: "desc" }, ownership: "perConsumer", hasRandom: true }),
    resource("photo", [text("caption"), counter("likes")], { sorted: { field: "likes", order: "desc" }, counters: [{ field: "likes", action: "like", by: 1 }] }),
  ],
  "two references that differ": [
    resource("team", [text("name", { isUnique: true })]),
    resource("match", [reference("homeTeamId", "team"), reference("awayTeamId", "team", { differs: "homeTeamId" }), field("date", "date"), field("homeGoals", "integer", { min: 0 })], { aggregates: [{ kind: "count", field: null, per: { kind: "field", field: "homeTeamId" }, slug: "count-per-home-team", label: "number of matches per home team" }] }),
    resource("swap", [reference("giverId", "team", { isRequired: false }), reference("takerId", "team", { isRequired: false, differs: "giverId" })], { ownership: "perConsumer" }),
  ],
  "what is worked out, and what is never deleted": [
    resource("invoice", [text("number", { isUnique: true }), text("client")], { isKept: true }),
    resource("line", [reference("invoiceId", "invoice"), text("description"), field("quantity", "integer", { min: 1 }), field("unitPrice", "money", { min: 0 }), product("total", "money", { of: ["quantity", "unitPrice"] })], {
      aggregates: [{ kind: "sum", field: "total", per: { kind: "field", field: "invoiceId" }, slug: "total-per-invoice", label: "total per invoice" }],
    }),
    resource("stay", [text("guest"), field("arrival", "date"), field("departure", "date", { above: { field: "arrival", isStrict: true } }), field("nightlyRate", "money", { min: 0 }), product("totalCost", "money", { of: ["nightlyRate"], between: { from: "arrival", to: "departure", unit: "days" } }), state("status", ["active", "cancelled"])], {
      isKept: true, transitions: [{ field: "status", action: "cancel", from: ["active"], to: "cancelled" }], aggregates: [{ kind: "sum", field: "totalCost", per: { kind: "period", field: "arrival", period: "month" }, slug: "total-cost-per-month", label: "total cost per month" }],
    }),
    resource("shift", [text("name"), field("startTime", "dateTime"), field("endTime", "dateTime", { isRequired: false }), field("rate", "number"), product("pay", "number", { of: ["rate"], between: { from: "startTime", to: "endTime", unit: "hours" } })], { ownership: "perConsumer" }),
  ],
  "two fields compared, and states that lock": [
    resource("ticket", [text("subject"), field("price", "money", { min: 0 }), field("salePrice", "money", { min: 0, isRequired: false }), field("listPrice", "money", { min: 0, isRequired: false, above: { field: "salePrice", isStrict: false } }), { ...state("status", ["open", "closed"]), locks: { values: ["closed"], isChange: true, isDelete: false } }], {
      transitions: [{ field: "status", action: "close", from: ["open"], to: "closed" }, { field: "status", action: "reopen", from: ["closed"], to: "open" }],
    }),
    resource("invoice", [text("customer"), field("amount", "money"), field("issued", "date"), field("due", "date", { above: { field: "issued", isStrict: false }, isRequired: false }), field("paid", "boolean", { isRequired: false, locks: { values: [true], isChange: true, isDelete: true } })], {
      overdue: { dateField: "due", doneField: "paid" }, aggregates: [{ kind: "sum", field: "amount", per: { kind: "period", field: "due", period: "month" }, slug: "total-per-month", label: "total amount per month" }],
    }),
    resource("article", [text("title"), choice("status", ["draft", "review", "published"], { locks: { values: ["review", "published"], isChange: false, isDelete: true } })]),
  ],
};

function resource(singular: string, fields: Field[], more: Partial<Resource> = {}): Resource {
  const many = plural(singular);
  return { singular, plural: many, typeName: pascalCase(singular), path: `/${kebabCase(many)}`, collection: camelCase(many), fields, ownership: "shared", search: [], aggregates: [], counters: [], transitions: [], ...more };
}

function field(name: string, kind: Field["kind"], more: Partial<Field> = {}): Field {
  return { name, label: name.replace(/Id$/, "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`), kind, isRequired: true, isUnique: false, ...more };
}
function text(name: string, more: Partial<Field> = {}): Field {
  return field(name, "text", more);
}
function choice(name: string, options: string[], more: Partial<Field> = {}): Field {
  return field(name, "choice", { options, ...more });
}
function state(name: string, options: string[]): Field {
  return choice(name, options, { isReadOnly: true });
}
function product(name: string, kind: Field["kind"], made: NonNullable<Field["product"]>): Field {
  return field(name, kind, { isReadOnly: true, product: made });
}
function counter(name: string, more: Partial<Field> = {}): Field {
  return field(name, "integer", { isReadOnly: true, ...more });
}
function reference(name: string, target: string, more: Partial<Field> = {}): Field {
  return field(name, "reference", { target, ...more });
}
