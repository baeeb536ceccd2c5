import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { confirmed } from "./outline/confirmed-fixture.ts";
import { parseGeneratedApi } from "./parse.ts";

const TECH = "the code is TypeScript, and the platform runs it and keeps its data in Postgres.";
const SENDS = "an API built here sends nothing: it can't reach other services yet.";
const KEYS = "an API built here has no sign-in of its own: each caller comes with a key.";
const PAGES = "an API is built, with reference pages to try it, and no other pages or apps.";
const PLACE = "it is deployed on this platform as soon as its tests pass.";
const FILES = "an API built here answers in JSON and reads and makes no files.";

/** What is built, and what is left out of it in words. Only what is said of how an API is made, run or shown is left out without asking. */
const LEFT_OUT: [description: string, first: string, leftOut: string[]][] = [
  ["A REST API in Python with FastAPI and MongoDB to manage books with title, author and year", "Books at /books: title (text), author (text), year (whole number)", [`"in Python with FastAPI and MongoDB": ${TECH}`]],
  ["Build a Node.js and Express backend for movies with title, genre and year, using MongoDB", "Movies at /movies: title (text), genre (text), year (whole number)", [`"using MongoDB" and "Node.js and Express": ${TECH}`]],
  ["books with title and author using TypeScript and Postgres", "Books at /books: title (text), author (text)", []],
  ["todo API in Go with due dates and an overdue filter", "Todos at /todos: title (text), dueDate (date, optional), done (true or false, optional)", [`"in Go": ${TECH}`]],
  ["tasks with title and due date, deployed on AWS with Docker", "Tasks at /tasks: title (text), dueDate (date, optional), done (true or false, optional)", [`"deployed on AWS with Docker": ${PLACE}`]],
  ["products with name and price and a React frontend", "Products at /products: name (text), price (money)", [`"React frontend": ${PAGES}`]],
  ["products with name, price and an admin panel", "Products at /products: name (text), price (money)", [`"admin panel": ${PAGES}`]],
  ["a mobile app for contacts with name and phone", "Contacts at /contacts: name (text), phone (phone number)", [`"mobile app": ${PAGES}`]],
  ["API for my mobile app to store scores with player and points", "Scores at /scores: player (text), points (whole number)", []],
  ["users with name and email, with JWT login", "Users at /users: name (text), email (email address)", [`"JWT login": ${KEYS}`]],
  ["notes with title and text, user registration and login", "Notes at /notes: title (text), text (long text)", [`"user registration and login": ${KEYS}`]],
  ["I want a fast, scalable and secure API for customers with name and email", "Customers at /customers: name (text), email (email address)", []],
  ["customers with name and email. It should be fast and scalable.", "Customers at /customers: name (text), email (email address)", []],
  ["Manage books with title, author and year and send me an email reminder", "Books at /books: title (text), author (text), year (whole number)", [`"send me an email reminder": ${SENDS}`]],
  ["tasks with title and due date that sends me an email when overdue", "Tasks at /tasks: title (text), dueDate (date, optional), done (true or false, optional)", [`"sends me an email when overdue": ${SENDS}`]],
  ["tasks with title, due date and email notifications", "Tasks at /tasks: title (text), dueDate (date, optional), done (true or false, optional)", [`"email notifications": ${SENDS}`]],
  ["plants with name and last watered date, remind me to water", "Plants at /plants: name (text), lastWateredDate (date)", [`"remind me to water": ${SENDS}`]],
  ["orders with customer and total, send an email and SMS to the customer when shipped", "Orders at /orders: customer (text), total (money)", [`"send an email and SMS to the customer when shipped": ${SENDS}`]],
  ["orders with customer and total, with stripe payments", "Orders at /orders: customer (text), total (money)", ["\"stripe payments\": an API built here takes no payments: it can't reach other services yet."]],
  ["invoices with customer, amount and due date, export to PDF and CSV", "Invoices at /invoices: customer (text), amount (money), dueDate (date)", [`"export to PDF and CSV": ${FILES}`]],
  ["lessons with teacher and date, export as csv", "Lessons at /lessons: teacher (text), date (date)", [`"export as csv": ${FILES}`]],
  ["books with title and author and a cover image upload", "Books at /books: title (text), author (text)", ["\"a cover image upload\": an API built here keeps no files; a link to one can be kept in a field of its own."]],
  ["recipes with title and ingredients, AI suggestions", "Recipes at /recipes: title (text), ingredients (list of texts)", ["\"AI suggestions\": an API built here has no language or image model and can't reach one."]],
  ["messages with author and text, real-time updates", "Messages at /messages: author (text), text (long text)", ["\"real-time updates\": an API built here answers calls and keeps no live connections."]],
  ["events with title and date, sync with google calendar", "Events at /events: title (text), date (date)", ["\"sync with google calendar\": an API built here can't reach other services yet."]],
  ["expenses with amount and date and a chart", "Expenses at /expenses: description (text), amount (money), date (date)", [`"chart": ${PAGES}`]],
  ["REST API with Node and MongoDB for hotels with name, city and stars", "Hotels at /hotels: name (text), city (text), stars (whole number)", [`"with Node and MongoDB": ${TECH}`]],
  ["orders with customer and total. When an order ships, email the customer.", "Orders at /orders: customer (text), total (money)", [`"When an order ships, email the customer": ${SENDS}`]],
  ["members with name and email. Members get a welcome email.", "Members at /members: name (text), email (email address)", [`"Members get a welcome email": ${SENDS}`]],
  ["snippets with title, code and language (python, go, rust)", "Snippets at /snippets: title (text), code (text), language (one of python, go, rust)", []],
  ["videos with title, upload date and views", "Videos at /videos: title (text), uploadDate (date), views (whole number)", []],
  ["AI tools with name, url and price", "Ai tools at /ai-tools: name (text), url (link), price (money)", []],
];
for (const [description, first, leftOut] of LEFT_OUT) {
  const isAsked = leftOut.some((line) => ![TECH, PLACE, PAGES].some((note) => line.endsWith(note)));
  test(`${JSON.stringify(description)} is ${isAsked ? "an outline" : "built"}${leftOut.length > 0 ? `, leaving out ${leftOut.join(" ")}` : " whole"}`, () => {
    const outcome = design(description);
    assert.equal(outcome.kind, isAsked ? "refusal" : "api");
    const api = outcome.kind === "api" ? outcome.api : confirmed(description);
    assert.equal(api.points[0], first);
    assert.deepEqual(parseGeneratedApi(api).leftOut, leftOut);
  });
}

/** What a side effect is the point of, or what someone could be harmed by leaving out. */
for (const description of ["an API that sends reminder e-mails for my appointments", "convert temperatures and send me an email", "take payments with stripe", "contacts that get an SMS on their birthday", "users with email and password", "books with title and author, only admins can delete", "login with users and JWT"]) {
  test(`${JSON.stringify(description)} is refused`, () => assert.equal(design(description).kind, "refusal"));
}

test("sign-in is left out, and what each user sees stays", () => {
  const api = confirmed("notes with title and text. users can register and log in and see only their own notes");
  assert.deepEqual(api.leftOut, [`"register and log in": ${KEYS}`]);
  assert.ok(api.points.includes("Each caller sees and changes only its own notes: another's are answered with 404"));
});

test("documentation and tests are there anyway: assumed, not left out", () => {
  const outcome = design("books with title, author with Swagger docs and unit tests");
  assert.ok(outcome.kind === "api");
  assert.deepEqual([outcome.api.leftOut, outcome.api.assumptions], [[], ["it comes with an OpenAPI document, reference pages made from it and contract tests that passed before it went live"]]);
});

/** Listed fields are built as listed; a blueprint answers for behaviour, and says which names it doesn't have. */
const LITERAL: [description: string, first: string, assumption: string | null][] = [
  ["blog posts with title, body and published", "Blog posts at /blog-posts: title (text), body (long text), published (true or false, optional)", null],
  ["an address book with name, phone and birthday", "Contacts at /contacts: name (text), phone (phone number), birthday (date)", null],
  ["contacts with name, phone and birthday", "Contacts at /contacts: name (text), phone (phone number), birthday (date)", null],
  ["blog posts with title, body and comments", "Posts are drafts until they are published; they can be unpublished and archived", "This is the Blog blueprint, which has fields of its own: body is not among them under that name"],
  ["A blog with drafts, tags, comments and search", "Posts are drafts until they are published; they can be unpublished and archived", null],
];
for (const [description, first, assumption] of LITERAL) {
  test(`${JSON.stringify(description)} is answered by ${first}`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api");
    assert.equal(outcome.api.points[0], first);
    assert.equal(outcome.api.assumptions.find((line) => line.includes("blueprint")) ?? null, assumption);
  });
}
