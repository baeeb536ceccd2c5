import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const wrongState = { expect: { error: { code: "wrong_state" } } };
const notDraft = { expect: { error: { code: "not_draft" } } };
const refused = (path: string, ...bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));
const customer = (name: string, key = "customer") => step("POST", "/customers", 201, { body: { name }, capture: { [key]: "/id" } });
const line = { description: "Work", quantity: 1, unitPrice: 100 };
const draft = (more: { [field: string]: Json } = {}) => ({ customerId: "{{customer}}", lines: [line], ...more });
const invoice = (more: { [field: string]: Json } = {}, key = "invoice") => step("POST", "/invoices", 201, { body: draft(more), capture: { [key]: "/id" } });
const moves = (action: string, state: string, key = "invoice") => step("POST", `/invoices/{{${key}}}/${action}`, 200, { expect: { id: `{{${key}}}`, state } });

export const invoices: Blueprint = {
  id: "invoices",
  name: "Invoices",
  summary: "Customers and invoices with exact totals, from draft to paid.",
  description: "Keeps customers and invoices with lines, computes totals and tax in exact cents, numbers an invoice when it is sent, follows it from draft to paid or void, and adds up each month.",
  about: "`POST /customers`, then `POST /invoices` with `customerId` and `lines` of `description`, `quantity` and `unitPrice`. `POST /invoices/{id}/send`, `/pay` and `/void` move it on; `GET /invoices?overdue=true` lists what is late, `GET /totals` adds up the months.",
  category: "finance",
  points: ["Totals and tax of an invoice are computed from its lines, in exact cents", "POST /invoices/{id}/send, /pay and /void move it from draft to sent to paid or void; any other move is refused with 409", "GET /totals adds up what was invoiced and paid per month"],
  assumptions: ["A sent invoice can't be changed or deleted, only paid or made void", "Each line is rounded to a cent, and the tax once per invoice", "Numbers are given per year when an invoice is sent; when two callers send the same draft at once, a number may be left out", "Everybody with a key works on the same invoices; nothing is sent by mail and no payment is taken"],
  publicRoutes: [],
  examplePrompt: "Invoices with customers, line items, tax, draft, sent and paid states and totals per month",
  signals: [
    /\binvoic\w*\b.*\b(?:lines?|line items?|totals?|drafts?|void|vat|tax|sent)\b/,
    /\b(?:line items?|totals?|drafts?|tax|vat)\b.*\binvoic\w*\b/,
    /\binvoicing\b/,
    /\binvoic\w*\b.*\b(?:quantity|unit price|subtotal)\b/,
  ],
  vocabulary: "per-month invoice invoicing customer client line item quantity unit price description tax vat subtotal total sum amount exact cent draft sent send paid pay void voided unpaid overdue late due date issue month monthly per state status number numbering note currency compute computed computes calculate calculated calculates calculating from its keep manage management track mark filter list billing small business freelancer freelance company accounting lines name",
  keeps: [
    /\bnumbers? (?:per|each|every|for each) year\b/,
    /\bpay\b/,
    /\bonly (?:a )?drafts?(?: invoices?)? (?:can|may) be (?:changed|edited|deleted)\b/,
    /\bsent (?:invoices?|ones) (?:can't|cannot|can not|may not|must not|can never|should not|are not to) be (?:changed|edited|deleted|modified)(?: (?:any ?more|later|again|or (?:deleted|edited|changed)))*/,
    /\b(?:no|not|never|can't|cannot|nobody can|don't)\b(?: \w+){0,3} (?:chang|edit|modif|delet)\w*(?: (?:a|an|the|of))* sent invoices?\b|\b(?:once|after|when) (?:it is |it's |they are |an invoice is |invoices are )?sent(?: (?:it|they|an invoice|invoices))? (?:can't|cannot|may not|must not|can no longer) be (?:changed|edited|deleted|modified)\b/,
    /\bsent (?:invoices?|ones) (?:are|is|stay|get) (?:locked|frozen|final|immutable|read-only)\b/,
    /\bunique(?: invoice)? numbers?\b|\bnumbers? (?:must be |is |are )?unique\b/,
    /\bexact(?:ly)?\b/,
    /\b(?:and )?(?:(?:can |may |must |should |go(?:es)? |moves? |it )?(?:never|not|no(?: way| going)?|can't|cannot) (?:(?:ever )?(?:go(?:es)? |moves? |be (?:set|moved|put|changed) )?)?back(?:wards?)?|only (?:goes )?forwards?)\b/,
  ],
  sets: [{ of: "status|statuses|states?", values: "draft, sent, paid, void, voided, overdue, unpaid" }, { of: "currency|currencies", values: "", parameter: "currency" }],
  lacks: [
    /\bdiscounts?\b/,
    /\b(?:several|multiple|different|many|various|any|both|all) (?:[a-z]+ )?currenc/,
    /\b(?:sums?|totals?|amounts?|number|count|how much)\b[^,.;]*\b(?:unpaid|open|overdue|outstanding|owed|owes?)\b/,
    /\b(?:unpaid|open|overdue|outstanding) (?:totals?|sums?|amounts?)\b|\boutstanding\b/,
    /\btotals? (?:per|by|for each) (?:customer|client|year|week|day)/,
    /\btax (?:rate )?per (?:line|item)/,
  ],
  asks: {
    currency: [{ says: /\b(?:in )?(?:usd|(?:us[ -])?dollars?)\b|\$/, value: "USD" }, { says: /\b(?:in )?(?:gbp|pounds?(?: sterling)?)\b|£/, value: "GBP" }, { says: /\b(?:in )?(?:chf|(?:swiss )?francs?)\b/, value: "CHF" }, { says: /\b(?:in )?(?:eur|euros?)\b|€/, value: "EUR" }],
    taxPercent: [{ says: /\b(?:vat|tax|gst|mwst)(?: rate)?(?: of| is| at|:)? ?(?<![\d.])(\d+) ?(?:%|percent\b)/ }, { says: /(?<![\d.])\b(\d+) ?(?:%|percent) (?:of )?(?:vat|tax|gst|sales tax)\b/ }],
    paymentDays: [{ says: /\b(?:due|payable|to pay|paid|payment)(?: in| within| after)? (\d+) days\b|\b(\d+) days to pay\b|\bnet (\d+)\b/ }],
  },
  unasked: { taxPercent: { of: /\b(?:tax|taxes|taxed|vat|gst|mwst|net|gross)\b/, value: 0 } },
  parameters: [
    { name: "currency", label: "Currency", help: "Of every price and total.", kind: "choice", default: "EUR", options: ["EUR", "USD", "GBP", "CHF"] },
    { name: "taxPercent", label: "Tax", help: "In percent, added to the sum of the lines.", kind: "integer", default: 20, min: 0, max: 30 },
    { name: "paymentDays", label: "Days to pay", help: "From the issue date to the due date.", kind: "integer", default: 30, min: 0, max: 120 },
  ],
  picture: [
    { caption: "Add a customer", method: "POST", path: "/customers", body: { name: "Acme Ltd", email: "accounts@example.com" }, status: 201, reply: { name: "Acme Ltd", email: "accounts@example.com" } },
    { caption: "Invoice an unknown customer", method: "POST", path: "/invoices", body: { customerId: "nobody", lines: [{ description: "Design work", quantity: 2.5, unitPrice: 80 }] }, status: 422, reply: { error: { code: "invalid", message: "customerId: there is no such customer" } } },
    { caption: "Add up the months", method: "GET", path: "/totals", status: 200, reply: { items: [] } },
  ],
  contractTests: ({ currency, taxPercent, paymentDays }) => {
    const taxOf = (cents: number) => Math.round((cents * Number(taxPercent)) / 100);
    const totals = (cents: number) => ({ subtotal: cents / 100, tax: taxOf(cents) / 100, total: (cents + taxOf(cents)) / 100 });
    const gross = (...cents: number[]) => cents.reduce((sum, one) => sum + one + taxOf(one), 0) / 100;
    return [
      {
        name: "The totals of an invoice are exact",
        steps: [
          customer("Acme"),
          step("POST", "/invoices", 201, { body: draft({ lines: [{ description: " Design ", quantity: 2.5, unitPrice: 80 }, { description: "Stamps", quantity: 3, unitPrice: 0.1 }, { description: "Copies", quantity: 0.5, unitPrice: 0.05 }] }), expect: { state: "draft", number: null, customerName: "Acme", currency: String(currency), taxPercent: Number(taxPercent), lines: [{ description: "Design", quantity: 2.5, unitPrice: 80, total: 200 }, { total: 0.3 }, { total: 0.03 }], ...totals(20_033), isOverdue: false, paidDate: null }, capture: { invoice: "/id" } }),
          step("PATCH", "/invoices/{{invoice}}", 200, { body: { lines: [{ description: "Rent", quantity: 1, unitPrice: 1.15 }, { description: "Fee", quantity: 1, unitPrice: 2.01 }] }, expect: { lines: { $length: 2 }, ...totals(316) } }),
          step("GET", "/invoices/{{invoice}}", 200, { expect: { id: "{{invoice}}", ...totals(316) } }),
          step("POST", "/invoices", 201, { body: draft({ lines: [{ description: "Most", quantity: 10_000, unitPrice: 1_000_000 }] }), expect: totals(1_000_000_000_000) }),
        ],
      },
      {
        name: "An invoice goes from draft to sent to paid, and nowhere else",
        steps: [
          customer("Acme"), invoice(),
          step("POST", "/invoices/{{invoice}}/pay", 409, wrongState), step("POST", "/invoices/{{invoice}}/void", 409, wrongState),
          moves("send", "sent"), step("POST", "/invoices/{{invoice}}/send", 409, wrongState), step("PATCH", "/invoices/{{invoice}}", 409, { body: { note: "x" }, ...notDraft }), step("DELETE", "/invoices/{{invoice}}", 409, notDraft),
          step("POST", "/invoices/{{invoice}}/pay", 200, { expect: { state: "paid", paidDate: { $regex: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }, number: { $type: "string" } } }), step("POST", "/invoices/{{invoice}}/pay", 409, wrongState), step("POST", "/invoices/{{invoice}}/void", 409, wrongState), step("POST", "/invoices/{{invoice}}/send", 409, wrongState),
          invoice({}, "other"), moves("send", "sent", "other"), step("POST", "/invoices/{{other}}/void", 200, { expect: { state: "void", paidDate: null } }), step("POST", "/invoices/{{other}}/pay", 409, wrongState), step("DELETE", "/invoices/{{other}}", 409, notDraft),
          step("GET", "/invoices?state=paid", 200, { expect: { items: [{ id: "{{invoice}}", state: "paid" }], total: 1 } }), step("GET", "/invoices?state=draft", 200, { expect: { items: [], total: 0 } }),
        ],
      },
      {
        name: "Numbers are given in order per year, when an invoice is sent",
        steps: [
          customer("Acme"), invoice({ issueDate: "2030-05-01" }, "a"), invoice({ issueDate: "2030-05-02" }, "b"), invoice({ issueDate: "2031-01-01" }, "c"),
          step("POST", "/invoices/{{b}}/send", 200, { expect: { number: "2030-0001" } }), step("POST", "/invoices/{{a}}/send", 200, { expect: { number: "2030-0002" } }), step("POST", "/invoices/{{c}}/send", 200, { expect: { number: "2031-0001" } }), step("POST", "/invoices/{{b}}/pay", 200, { expect: { number: "2030-0001" } }),
        ],
      },
      {
        name: "An invoice is due so many days after its issue, and overdue after that",
        steps: [
          customer("Acme"),
          step("POST", "/invoices", 201, { body: draft({ issueDate: "2030-01-01" }), expect: { issueDate: "2030-01-01", dueDate: new Date(Date.UTC(2030, 0, 1 + Number(paymentDays))).toISOString().slice(0, 10), isOverdue: false } }),
          step("POST", "/invoices", 201, { body: draft({ issueDate: "2020-01-01", dueDate: "2020-02-01" }), expect: { dueDate: "2020-02-01", isOverdue: false }, capture: { late: "/id" } }), invoice({ issueDate: "2020-01-01", dueDate: "2020-01-01" }, "later"),
          step("GET", "/invoices?overdue=true", 200, { expect: { items: [] } }), step("POST", "/invoices/{{late}}/send", 200, { expect: { isOverdue: true } }), moves("send", "sent", "later"),
          step("GET", "/invoices?overdue=true&sort=dueDate", 200, { expect: { items: [{ id: "{{later}}" }, { id: "{{late}}" }], total: 2 } }), step("GET", "/invoices?overdue=true&state=paid", 200, { expect: { total: 0 } }), step("POST", "/invoices/{{late}}/pay", 200, { expect: { isOverdue: false } }), step("GET", "/invoices?overdue=true", 200, { expect: { total: 1 } }),
          ...refused("/invoices", draft({ issueDate: "2030-01-02", dueDate: "2030-01-01" })), invoice({ issueDate: "2030-01-02", dueDate: "2030-01-02" }), step("PATCH", "/invoices/{{invoice}}", 422, { body: { issueDate: "2030-01-03" }, ...invalid }), step("PATCH", "/invoices/{{invoice}}", 422, { body: { dueDate: "2030-01-01" }, ...invalid }),
        ],
      },
      {
        name: "What was invoiced and paid is added up per month",
        steps: [
          customer("Acme"), customer("Other", "other"), step("GET", "/totals", 200, { expect: { currency: String(currency), items: [] } }),
          ...[["a", "2030-01-15", 100], ["b", "2030-01-31", 0.1], ["c", "2030-03-01", 0.2], ["d", "2030-03-02", 7], ["e", "2030-01-20", 50]].map(([key, issueDate, unitPrice]) => invoice({ issueDate: String(issueDate), lines: [{ ...line, unitPrice: Number(unitPrice) }] }, String(key))),
          moves("send", "sent", "a"), moves("send", "sent", "b"), moves("send", "sent", "c"), moves("send", "sent", "d"), moves("pay", "paid", "b"), moves("void", "void", "d"),
          step("GET", "/totals", 200, { expect: { items: [{ month: "2030-01", invoices: 2, invoiced: gross(10_000, 10), paid: gross(10), open: gross(10_000) }, { month: "2030-03", invoices: 1, invoiced: gross(20), paid: 0, open: gross(20) }] } }),
          step("GET", "/totals?from=2030-01-31&to=2030-02-28", 200, { expect: { items: [{ month: "2030-01", invoices: 1, invoiced: gross(10) }] } }), step("GET", "/totals?to=2030-01-15", 200, { expect: { items: [{ month: "2030-01", invoices: 1, invoiced: gross(10_000) }] } }), step("GET", "/totals?from=2030-03-01", 200, { expect: { items: [{ month: "2030-03" }] } }), step("GET", "/totals?customerId={{other}}", 200, { expect: { items: [] } }), step("GET", "/totals?from=soon", 422, invalid), step("GET", "/totals?year=2030", 422, invalid),
        ],
      },
      {
        name: "Invoices are found and come in pages",
        steps: [
          customer("Acme"), customer("Beta", "beta"), invoice({ issueDate: "2030-01-01", note: "first" }), invoice({ issueDate: "2030-02-01" }, "second"), invoice({ customerId: "{{beta}}", issueDate: "2030-03-01" }, "third"),
          step("GET", "/invoices", 200, { expect: { items: [{ id: "{{third}}", customerName: "Beta" }, { id: "{{second}}" }, { id: "{{invoice}}", note: "first" }], total: 3 } }), step("GET", "/invoices?customerId={{beta}}", 200, { expect: { items: [{ id: "{{third}}" }], total: 1 } }), step("GET", "/invoices?from=2030-02-01&to=2030-02-01", 200, { expect: { items: [{ id: "{{second}}" }] } }),
          step("GET", "/invoices?limit=2", 200, { expect: { items: { $length: 2 } }, capture: { cursor: "/cursor" } }), step("GET", "/invoices?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ id: "{{invoice}}" }], cursor: null } }), step("GET", "/invoices?limit=100", 200),
          ...["limit=0", "limit=101", "limit=abc", "state=lost", "overdue=no", "sort=size", "from=soon", "unknown=1", "cursor=garbage"].map((query) => step("GET", `/invoices?${query}`, 422, invalid)),
          step("PATCH", "/invoices/{{second}}", 200, { body: { customerId: "{{beta}}" }, expect: { customerName: "Beta", subtotal: 100 } }), step("PATCH", "/invoices/{{second}}", 422, { body: { customerId: "nobody" }, ...invalid }), step("PATCH", "/invoices/{{second}}", 422, { body: {}, ...invalid }), step("PATCH", "/invoices/{{second}}", 422, { body: { state: "paid" } }),
          step("DELETE", "/invoices/{{second}}", 204), step("GET", "/invoices/{{second}}", 404, missing), step("DELETE", "/invoices/{{second}}", 404, missing), step("PATCH", "/invoices/{{second}}", 404, { body: { note: "x" }, ...missing }), step("POST", "/invoices/{{second}}/send", 404, missing), step("GET", "/invoices/nothing", 404, missing),
        ],
      },
      {
        name: "Customers are kept, and stay while they have invoices",
        steps: [
          step("POST", "/customers", 201, { body: { name: " Zeta ", email: "z@example.com", address: "1 Street" }, expect: { name: "Zeta", email: "z@example.com", address: "1 Street" }, capture: { customer: "/id" } }), customer("Acme", "acme"),
          step("GET", "/customers/{{customer}}", 200, { expect: { id: "{{customer}}", name: "Zeta" } }), step("GET", "/customers", 200, { expect: { items: [{ name: "Acme" }, { name: "Zeta" }], total: 2 } }), step("GET", "/customers?q=ZET", 200, { expect: { items: [{ name: "Zeta" }], total: 1 } }), step("GET", "/customers?limit=1", 200, { expect: { items: { $length: 1 }, cursor: { $type: "string" } } }), step("GET", "/customers?limit=101", 422, invalid),
          invoice(), step("DELETE", "/customers/{{customer}}", 409, { expect: { error: { code: "has_invoices" } } }), step("PATCH", "/customers/{{customer}}", 200, { body: { name: "Zeta Ltd", email: null }, expect: { name: "Zeta Ltd", email: null, address: "1 Street" } }), step("GET", "/invoices/{{invoice}}", 200, { expect: { customerName: "Zeta" } }), step("DELETE", "/invoices/{{invoice}}", 204), step("DELETE", "/customers/{{customer}}", 204),
          step("GET", "/customers/{{customer}}", 404, missing), step("DELETE", "/customers/{{customer}}", 404, missing), step("PATCH", "/customers/{{customer}}", 404, { body: { name: "x" }, ...missing }), step("GET", "/customers/nothing", 404, missing), step("PATCH", "/customers/{{acme}}", 422, { body: {}, ...invalid }),
          ...refused("/customers", {}, { name: "" }, { name: "x".repeat(201) }, { name: "x", email: "mail" }, { name: "x", address: "x".repeat(501) }, { name: "x", vat: 1 }),
        ],
      },
      {
        name: "What isn't an invoice is refused",
        steps: [
          customer("Acme"),
          ...refused("/invoices", {}, { customerId: "{{customer}}" }, { customerId: "nobody", lines: [line] }, draft({ lines: [] }), draft({ lines: Array.from({ length: 51 }, () => line) }), draft({ lines: [{ ...line, quantity: 0 }] }), draft({ lines: [{ ...line, quantity: -1 }] }), draft({ lines: [{ ...line, quantity: 1.005 }] }), draft({ lines: [{ ...line, quantity: 10_001 }] }), draft({ lines: [{ ...line, unitPrice: -1 }] }), draft({ lines: [{ ...line, unitPrice: 0.001 }] }), draft({ lines: [{ ...line, unitPrice: 1_000_001 }] }), draft({ lines: [{ ...line, unitPrice: "1" }] }), draft({ lines: [{ ...line, description: " " }] }), draft({ lines: [{ ...line, description: "x".repeat(201) }] }), draft({ lines: [{ ...line, total: 5 }] }), draft({ total: 5 }), draft({ state: "paid" }), draft({ issueDate: "2030-02-30" }), draft({ issueDate: "1899-12-31" }), draft({ dueDate: "3000-01-01" }), draft({ note: "x".repeat(1001) })),
          step("GET", "/invoices", 200, { expect: { total: 0 } }), step("POST", "/invoices", 201, { body: draft({ lines: Array.from({ length: 50 }, () => line), note: "x".repeat(1000) }), expect: { lines: { $length: 50 }, ...totals(500_000) } }),
        ],
      },
    ];
  },
};
