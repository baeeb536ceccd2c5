import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestSandbox, type TestSandbox } from "../../supabase/tests/test-sandbox.ts";
import { design } from "./built-in-generator.ts";
import { confirmed } from "./outline/confirmed-fixture.ts";
import { assertPassesAll } from "./passes-all-fixture.ts";

let sandbox: TestSandbox;
before(async () => {
  sandbox = await startTestSandbox();
});
after(() => sandbox.close());

/** Understood whole: live at once. */
const UNDERSTOOD = [
  "Invoices with client and status (draft, sent, paid); invoice items with invoice, description, quantity and unit price. Total quantity per invoice",
  "contacts: name*, email*, phone",
  "Expense tracker\n- amount in dollars\n- category: food, rent, other\n- date\n- note (optional)\n- totals per month\n- every user sees only his own expenses",
  "hi, I run a small bike repair shop. need to store repair jobs: customer name, phone number, bike model, price in euro, and a status that goes from received to in repair to ready to picked up.",
  "Handover notes with room number, text, urgency (routine, urgent, critical), written at and read. average room number",
  "tickets with seat, price and stock. when sold the stock goes down and never below zero. each user only sees own",
  "guest book, visitors leave name and message, newest first, max 500 characters",
  "CRM: contacts {name, email, company, stage: lead|prospect|lost}, notes per contact, filter by stage, GET /contacts/stats count by stage",
  "invoices with customer, amount and paid. sum of unpaid invoices",
  "Hello, i am caretaker. I need keep list of lamps: name, room, last check date, works yes/no, and state which is ok, broken or in repair. I want see all broken ones and all in one room, newest first",
  "Members with name and email; visits with member and date. At most 3 visits per day.",
  "Chess games: white, black, result (1-0, 0-1, 1/2-1/2), moves (at most 300), paid or unpaid, strong or weak, played on. Moves must be between 1 and 300. Total moves per white per month.",
];
/** Something of each is left out or guessed: shown as an outline, and live once that is confirmed. */
const CONFIRMED = [
  "A REST API in Python with FastAPI and MongoDB to manage books with title, author and year, and send me an email reminder",
  "Appointments for my hair salon: customer, service (cut, colour, perm), stylist, start time. Remind the customer by email one day ahead. Also sync it with Google Calendar.",
  "notes with title and text. users can register and log in and see only their own notes",
  "Store reading sessions: book, pages read, minutes, days between sessions, rating starting at 1200, condition from mint to poor, recorded time. The book must not be repeated. Show pages per hour and total pages per month.",
  "Fridges (name, degrees, in use or broken, expiry date) and the checks of each fridge with what went well, square meters, whether they have been cleaned, broken eggs and weight. Degrees should be between -25 and 10. Weight must be more than 0 kg. Names must be unique. Show which fridges are expired. Total broken eggs per month",
  "Readings with device, value and time. Lowest and highest value per device. Show today's readings. It would be nice to have a forecast.",
];

for (const description of UNDERSTOOD) {
  test(`${JSON.stringify(description)} passes types, build, every contract test and the platform's own tests`, async () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api");
    await assertPassesAll(outcome.api, sandbox);
  });
}

for (const description of CONFIRMED) {
  test(`${JSON.stringify(description)} is asked back, and what its outline gives passes the same`, async () => assertPassesAll(confirmed(description), sandbox));
}
