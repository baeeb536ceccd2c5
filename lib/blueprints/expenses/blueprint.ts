import type { Json } from "#lib/versions/schema.ts";
import { OTHERS_SEE, OWN_ONLY } from "../own-only.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const badBudgets: Json[] = [{}, { monthly: -1 }, { monthly: 1.005 }, { monthly: "1" }, { monthly: 1_000_000_001 }, { monthly: 1, yearly: 12 }];
const refused = (path: string, ...bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));
const expense = (description: string, amount: number, category: string, date: string, key = "expense", as?: string) => step("POST", "/expenses", 201, { body: { description, amount, category, date }, capture: { [key]: "/id" }, as });
const found = (query: string, sum: number, ...descriptions: string[]) => step("GET", `/expenses${query}`, 200, { expect: { items: descriptions.map((description) => ({ description })), total: descriptions.length, sum } });
const budget = (monthly: number, as?: string) => step("PUT", "/budget", 200, { body: { monthly }, expect: { monthly, isDefault: false }, as });

export const expenses: Blueprint = {
  id: "expenses",
  name: "Expenses",
  summary: "What each caller spends, per month and category, against a budget.",
  description: "Keeps each caller's expenses, adds them up exactly per month and per category, and tells when a month is over the budget.",
  about: "`POST /expenses` with `{ \"description\": \"Vegetables\", \"amount\": 12.80, \"category\": \"groceries\" }` adds one. `GET /months` and `GET /categories` add up, `GET /months/2030-01` tells what is left of the budget, `PUT /budget` sets it.",
  category: "finance",
  points: ["Expenses are added, found, changed and deleted under /expenses", "GET /months and GET /categories add them up, to the cent", "PUT /budget sets a monthly budget; each month tells what is left and whether it is over"],
  assumptions: ["Each caller sees only its own expenses and budget", "Amounts are in one currency, above zero, with at most two decimals", "Categories are kept in lower case"],
  publicRoutes: [],
  examplePrompt: "Personal expense tracker with categories, totals per month and a budget",
  signals: [
    /\b(?:expenses?|spendings?|spending)\b.*\b(?:budgets?|over budget|(?:per|by|each|every|a) (?:month|category)|monthly|totals?)\b/,
    /\b(?:budgets?|budgeting|monthly|totals?)\b.*\b(?:expenses?|spendings?)\b/,
    /\bbudget (?:tracker|tracking|planner|app)\b/,
    /\b(?:personal|my|own) expenses?\b/,
  ],
  vocabulary: "per-month per-category optional expense spending spend spent budget budgeting tracker tracking track category categorie amount money cost description date total sum month monthly per by summary summarie overview limit over left remaining exceed exceeds exceeded exceeding warn flag personal private own household family finance home my their see only it planner planner keep log record add edit change update delete list filter search",
  keeps: [
    /\bamounts? (?:is |are |must be )?required\b|\brequired amounts?\b/,
    ...OWN_ONLY,
    /\b(?:over|within|under|exceed\w*) (?:the |a |my |your |their )?(?:monthly )?(?:budget|limit)\b/,
    /\b(?:monthly |budget )limit\b/,
  ],
  contradicts: OTHERS_SEE,
  sets: [{ of: "category|categories", values: "any" }, { of: "currency|currencies", values: "", parameter: "currency" }],
  lacks: [/\btotals? (?:per|by|for each) (?:user|person|member|people)\b/, /\b(?:several|multiple|different|many|various|any|both|all) (?:[a-z]+ )?currenc/, /\breceipts?\b|\bincomes?\b|\bshared? (?:with|between)|\bsplit/, /\bbudgets? (?:per|for each|by) categor/],
  asks: {
    currency: [{ says: /\b(?:in )?(?:usd|(?:us[ -])?dollars?)\b|\$/, value: "USD" }, { says: /\b(?:in )?(?:gbp|pounds?(?: sterling)?)\b|£/, value: "GBP" }, { says: /\b(?:in )?(?:chf|(?:swiss )?francs?)\b/, value: "CHF" }, { says: /\b(?:in )?(?:eur|euros?)\b|€/, value: "EUR" }],
    monthlyBudget: [{ says: /\bbudget (?:of |is |: ?)?(?:€|\$|£)? ?(\d+)\b/ }],
  },
  parameters: [
    { name: "currency", label: "Currency", help: "Of every amount.", kind: "choice", default: "EUR", options: ["EUR", "USD", "GBP", "CHF"] },
    { name: "monthlyBudget", label: "Usual monthly budget", help: "Of callers who have set none of their own.", kind: "integer", default: 1000, min: 0, max: 1_000_000 },
  ],
  picture: [
    { caption: "Add an expense", method: "POST", path: "/expenses", body: { description: "Vegetables", amount: 12.8, category: "Groceries", date: "2030-01-15" }, status: 201, reply: { description: "Vegetables", amount: 12.8, category: "groceries", date: "2030-01-15" } },
    { caption: "Set a budget", method: "PUT", path: "/budget", body: { monthly: 10 }, status: 200, reply: { monthly: 10, isDefault: false } },
    { caption: "See the month", method: "GET", path: "/months/2030-01", status: 200, reply: { month: "2030-01", total: 12.8, budget: 10, remaining: -2.8, isOverBudget: true, categories: [{ category: "groceries", total: 12.8, share: 100 }] } },
  ],
  contractTests: ({ currency, monthlyBudget }) => [
    {
      name: "An expense is added, read, changed and deleted",
      steps: [
        step("POST", "/expenses", 201, { body: { description: " Bread ", amount: 3.2, category: " Groceries ", date: "2030-01-02" }, expect: { description: "Bread", amount: 3.2, currency: String(currency), category: "groceries", date: "2030-01-02" }, capture: { expense: "/id" } }),
        step("GET", "/expenses/{{expense}}", 200, { expect: { id: "{{expense}}", amount: 3.2 } }),
        step("PATCH", "/expenses/{{expense}}", 200, { body: { amount: 0.01, category: "FOOD" }, expect: { description: "Bread", amount: 0.01, category: "food", date: "2030-01-02" } }), step("PATCH", "/expenses/{{expense}}", 200, { body: { date: "2030-02-03", description: "Rolls" }, expect: { description: "Rolls", amount: 0.01, date: "2030-02-03" } }),
        step("PATCH", "/expenses/{{expense}}", 422, { body: {}, ...invalid }), step("PATCH", "/expenses/{{expense}}", 422, { body: { owner: "me" } }),
        step("POST", "/expenses", 201, { body: { description: "Today", amount: 1, category: "x" }, expect: { date: { $regex: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" } } }),
        step("DELETE", "/expenses/{{expense}}", 204), step("GET", "/expenses/{{expense}}", 404, missing), step("DELETE", "/expenses/{{expense}}", 404, missing), step("PATCH", "/expenses/{{expense}}", 404, { body: { amount: 1 }, ...missing }), step("GET", "/expenses/nothing", 404, missing), found("", 1, "Today"),
      ],
    },
    {
      name: "Months are added up to the cent, and told over budget only above it",
      steps: [
        expense("a", 0.1, "food", "2030-01-01"), expense("b", 0.2, "food", "2030-01-31"), expense("c", 19.99, "rent", "2030-02-28"), expense("d", 0.01, "food", "2031-01-01"),
        step("GET", "/months", 200, { expect: { currency: String(currency), items: [{ month: "2030-01", expenses: 2, total: 0.3, budget: Number(monthlyBudget) }, { month: "2030-02", expenses: 1, total: 19.99 }, { month: "2031-01", expenses: 1, total: 0.01 }] } }),
        budget(0.3), step("GET", "/months", 200, { expect: { items: [{ total: 0.3, budget: 0.3, remaining: 0, isOverBudget: false }, { total: 19.99, remaining: -19.69, isOverBudget: true }, { isOverBudget: false }] } }), budget(0.29), step("GET", "/months/2030-01", 200, { expect: { remaining: -0.01, isOverBudget: true } }),
        step("GET", "/months?from=2030-01-31&to=2030-02-28", 200, { expect: { items: [{ month: "2030-01", total: 0.2 }, { month: "2030-02", total: 19.99 }] } }), step("GET", "/months?category=RENT", 200, { expect: { items: [{ month: "2030-02" }] } }), step("GET", "/months?limit=2", 422, invalid),
        step("GET", "/months/2030-01", 200, { expect: { month: "2030-01", expenses: 2, total: 0.3, categories: [{ category: "food", expenses: 2, total: 0.3, share: 100 }] } }), step("GET", "/months/2029-12", 200, { expect: { expenses: 0, total: 0, remaining: 0.29, isOverBudget: false, categories: [] } }),
        ...["2030-13", "2030-1", "soon", "2030-00"].map((month) => step("GET", `/months/${month}`, 422, invalid)),
      ],
    },
    {
      name: "Categories are added up, the largest first",
      steps: [
        expense("a", 10, "food", "2030-01-01"), expense("b", 75.5, "rent", "2030-01-02"), expense("c", 14.5, "Food", "2030-02-01"),
        step("GET", "/categories", 200, { expect: { total: 100, currency: String(currency), items: [{ category: "rent", expenses: 1, total: 75.5, share: 75.5 }, { category: "food", expenses: 2, total: 24.5, share: 24.5 }] } }),
        step("GET", "/categories?from=2030-01-02", 200, { expect: { total: 90, items: [{ category: "rent", share: 83.9 }, { category: "food", total: 14.5, share: 16.1 }] } }), step("GET", "/categories?to=2030-01-01", 200, { expect: { items: [{ category: "food", total: 10, share: 100 }] } }), step("GET", "/categories?from=2040-01-01", 200, { expect: { total: 0, items: [] } }), step("GET", "/categories?from=soon", 422, invalid),
      ],
    },
    {
      name: "A budget is the usual one until it is set",
      steps: [
        step("GET", "/budget", 200, { expect: { monthly: Number(monthlyBudget), currency: String(currency), isDefault: true } }), budget(250.5), step("GET", "/budget", 200, { expect: { monthly: 250.5, isDefault: false } }), budget(0), step("GET", "/budget", 200, { expect: { monthly: 0, isDefault: false } }),
        ...badBudgets.map((body) => step("PUT", "/budget", 422, { body, ...invalid })), step("GET", "/budget", 200, { expect: { monthly: Number(monthlyBudget), isDefault: true }, as: "ben" }),
      ],
    },
    {
      name: "Expenses are found, ordered, summed and come in pages",
      steps: [
        expense("Apples", 5, "food", "2030-01-02"), expense("Rent", 700.1, "home", "2030-01-01"), expense("Apple pie", 0.2, "treats", "2030-01-03"),
        found("", 705.3, "Apple pie", "Apples", "Rent"), found("?sort=earliest", 705.3, "Rent", "Apples", "Apple pie"), found("?sort=largest", 705.3, "Rent", "Apples", "Apple pie"), found("?q=APPLE", 5.2, "Apple pie", "Apples"), found("?category=Home", 700.1, "Rent"), found("?from=2030-01-02", 5.2, "Apple pie", "Apples"), found("?to=2030-01-02", 705.1, "Apples", "Rent"), found("?q=nothing", 0),
        step("GET", "/expenses?limit=2", 200, { expect: { items: [{ description: "Apple pie" }, { description: "Apples" }], total: 3, sum: 705.3 }, capture: { cursor: "/cursor" } }), step("GET", "/expenses?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ description: "Rent" }], cursor: null } }), step("GET", "/expenses?limit=100", 200),
        ...["limit=0", "limit=101", "limit=abc", "sort=color", "from=soon", "unknown=1", "cursor=garbage", "q="].map((query) => step("GET", `/expenses?${query}`, 422, invalid)),
      ],
    },
    {
      name: "Nobody sees or changes another caller's expenses and budget",
      steps: [
        expense("Gift", 50, "secret", "2030-01-01", "expense", "anna"), budget(1, "anna"),
        step("GET", "/expenses", 200, { expect: { items: [], total: 0, sum: 0 }, as: "ben" }), step("GET", "/months", 200, { expect: { items: [] }, as: "ben" }), step("GET", "/months/2030-01", 200, { expect: { total: 0, budget: Number(monthlyBudget) }, as: "ben" }), step("GET", "/categories", 200, { expect: { items: [] }, as: "ben" }),
        step("GET", "/expenses/{{expense}}", 404, { ...missing, as: "ben" }), step("PATCH", "/expenses/{{expense}}", 404, { body: { amount: 1 }, ...missing, as: "ben" }), step("DELETE", "/expenses/{{expense}}", 404, { ...missing, as: "ben" }), budget(99, "ben"),
        step("GET", "/months/2030-01", 200, { expect: { total: 50, budget: 1, isOverBudget: true }, as: "anna" }),
      ],
    },
    {
      name: "What isn't an expense is refused",
      steps: [
        ...refused("/expenses", {}, { description: "x", amount: 1 }, { description: "x", category: "x" }, { amount: 1, category: "x" }, { description: " ", amount: 1, category: "x" }, { description: "x".repeat(201), amount: 1, category: "x" }, { description: "x", amount: 0, category: "x" }, { description: "x", amount: -1, category: "x" }, { description: "x", amount: 1.005, category: "x" }, { description: "x", amount: "1", category: "x" }, { description: "x", amount: 10_000_001, category: "x" }, { description: "x", amount: 1, category: "" }, { description: "x", amount: 1, category: "x".repeat(61) }, { description: "x", amount: 1, category: "x", date: "2030-02-30" }, { description: "x", amount: 1, category: "x", date: "1899-12-31" }, { description: "x", amount: 1, category: "x", date: "3000-01-01" }, { description: "x", amount: 1, category: "x", currency: "USD" }),
        found("", 0), expense("x".repeat(200), 10_000_000, "x".repeat(60), "2999-12-31"), expense("x", 0.01, "x", "1900-01-01"),
      ],
    },
  ],
};
