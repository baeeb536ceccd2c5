import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { assertBuiltWhole } from "./built-whole-fixture.ts";

/** How people who never wrote an API put things: each way in several wordings, with lines of what must be shown of it. */
const BUILT: Record<string, [description: string, ...shown: string[]][]> = {
  "how long a text may be": [
    ["Notes API. A note has a title and text, text max 2000 chars", "text (long text, at most 2000 characters)"],
    ["Notes with title and body. Body up to 500 characters.", "body (long text, at most 500 characters)"],
    ["guestbook with name and message, messages can't be longer than 500 characters", "message (long text, at most 500 characters)"],
    ["Reviews: author, stars 1-5, comment max 1000 chars", "comment (long text, at most 1000 characters)"],
    ["Posts with title, body, title max 100 chars, body at most 5,000 characters and tags", "title (text, at most 100 characters), body (long text, at most 5000 characters), tags (list of texts)"],
    ["Messages with sender, text (under 500 chars) and sent date", "text (long text, at most 499 characters)"],
    ["Tweets with author and text. The text can have 280 characters max.", "text (long text, at most 280 characters)"],
    ["Players with nickname (max 12 characters) and score", "nickname (text, at most 12 characters)"],
  ],
  "how large a number may be": [
    ["cars with brand, year and mileage. year can't be before 1900", "year (whole number, at least 1900)"],
    ["cars with brand, year and mileage. The year cant be before 1900.", "year (whole number, at least 1900)"],
    ["Movies with title and year. year must be 1900 or later", "year (whole number, at least 1900)"],
    ["cars with brand, year (not before 1900) and mileage", "year (whole number, at least 1900)"],
    ["Coins with country, year and value. The year must be after 1799.", "year (whole number, at least 1800)"],
    ["Pallets: code, product, weight in kg max 900, shelf", "weight (number from 0 to 900)"],
    ["Players with name, age 18 or older, position", "age (whole number, at least 18)"],
    ["Players with name, age and position. Age must be 16 or more.", "age (whole number, at least 16)"],
    ["Teams with name and size. Size can't be more than 11.", "size (number from 0 to 11)"],
    ["Products with name, price and sku. price must be positive and the sku must be unique", "price (money, at least 0.01)", "Two products can't have the same sku: the second is answered with 409"],
    ["Menu items with dish and price. The price must be greater than zero.", "price (money, at least 0.01)"],
  ],
  "how long something lasts, where its duration is kept": [
    ["Lessons with student, start time and duration in minutes. A lesson lasts at most 2 hours.", "duration (whole number from 0 to 120)"],
    ["Meetings with title, start time and duration in minutes; meetings must be at least 15 minutes long", "duration (whole number, at least 15)"],
    ["Workshops: title, date, duration in hours. Every workshop takes no longer than 8 hours.", "duration (number from 0 to 8)"],
  ],
  "who has the things": [
    ["We have rooms with name, capacity and floor. Bookings have room, person, start time and end time.", "Rooms at /rooms: name (text), capacity (whole number), floor (whole number)", "Bookings at /bookings: roomId (id of a room), person (text), startTime (date and time), endTime (date and time)"],
    ["We have students with name and email, and courses with title and credits.", "Students at /students: name (text), email (email address)", "Courses at /courses: title (text), credits (whole number)"],
    ["there are members who have a name and email, and trainers with name", "Members at /members: name (text), email (email address)", "Trainers at /trainers: name (text)"],
    ["I run a small bakery, I need to keep track of orders with customer name, cake type, pickup date and price.", "Orders at /orders: customerName (text), cakeType (text), pickupDate (date), price (money)"],
    ["my shop has products with name and price. we also have customers with name and email", "Products at /products: name (text), price (money)", "Customers at /customers: name (text), email (email address)"],
  ],
  "a list that is announced": [
    ["API for books. Fields: title, author, isbn and year published", "Books at /books: title (text), author (text), isbn (text), yearPublished (whole number)"],
    ["Book API. Fields are title, author", "Books at /books: title (text), author (text)"],
    ["Simple api for my movies\nFields:\ntitle\ndirector\nyear", "Movies at /movies: title (text), director (text), year (whole number)"],
    ["an api to store recipes, fields: title, ingredients, steps", "Recipes at /recipes: title (text), ingredients (list of texts), steps (list of texts)"],
  ],
  "one and many": [
    ["Students (name, class) and marks (subject, score). One student many marks.", "A mark has a student, one of the students: an unknown studentId is answered with 422, and GET /students/{id}/marks lists its marks"],
    ["Authors with name. Books with title. One author has many books.", "A book has an author, one of the authors: an unknown authorId is answered with 422, and GET /authors/{id}/books lists its books"],
    ["Owners with name and phone; pets with name and species. many pets per owner", "A pet has an owner, one of the owners: an unknown ownerId is answered with 422, and GET /owners/{id}/pets lists its pets"],
  ],
  "choices, in the capitals that they were written with": [
    ["Tickets with title, description, status: open, closed", "status (one of open, closed)"],
    ["Tasks: title, priority (low/medium/high), status (todo/doing/done)", "priority (one of low, medium, high), status (one of todo, doing, done)"],
    ["Products with name, size (S, M, L, XL) and price", "size (one of S, M, L, XL)"],
    ["Orders with customer, product and status (New, In Progress, Shipped). Show In Progress orders.", "status (one of New, In Progress, Shipped)", "GET /orders?status=In%20Progress"],
    ["Tickets with title and status: Open, Closed. Status goes from Open to Closed. A closed ticket can't be changed.", "makes a ticket that is Open Closed", "A ticket can't be changed when its status is Closed: 409"],
    ["BOOKS WITH TITLE AND STATUS (OPEN, CLOSED)", "status (one of open, closed)"],
  ],
  "what is overdue by itself": [
    ["Loans with book, borrower and due date. Status becomes overdue when the due date passed.", "/loans?overdue=true lists the overdue ones, and each reply says whether it is overdue"],
    ["Invoices with number, amount, due date and paid. It becomes overdue when the due date has passed and it is not paid.", "/invoices?overdue=true lists the overdue ones, and each reply says whether it is overdue", "and they aren't paid"],
    ["Tasks with title, deadline and done. Tasks are marked as overdue once the deadline has passed and they are not done.", "/tasks?overdue=true lists the overdue ones, and each reply says whether it is overdue"],
  ],
  "slips, short forms and what is known only by its use": [
    ["Employees with name, departement and salery", "Employees at /employees: name (text), department (text), salary (money)"],
    ["need a todo api w/ title, description, prio (low, medium, high), due date. tasks can be marked as done", "Todos at /todos: title (text), description (long text), priority (one of low, medium, high)"],
    ["I need an API for my kids' chores. Each chore has the kid's name, what to do, due date and whether its done. I want to see all undone chores.", "Chores at /chores: kidName (text), task (text), dueDate (date), done (true or false, optional)", "GET /chores?done=false"],
    ["Keep a list of my houseplants. Fields: nickname, species, last watered, how often to water (days).", "waterInterval (whole number)", "water interval is in days"],
    ["Coupons with code (unique), discount in percent between 1 and 100, expiry date. show expired coupons", "discount (number from 1 to 100)", "discount is in percent"],
    ["Donations API: donor's name, amount must be positive, date, message optional (max 200 characters). total amount of donations", "amount (money, at least 0.01)", "message (long text, at most 200 characters, optional)", "gives the total amount"],
  ],
  "one at random": [
    ["Quotes with text and author. Get a random quote.", "GET /quotes/random gives one of the quotes at random"],
    ["Quotes api: text, author. I want an endpoint that returns a random quote", "GET /quotes/random gives one of the quotes at random"],
    ["Jokes with text and category, and a random joke endpoint", "GET /jokes/random gives one of the jokes at random"],
    ["Facts with text and topic. Show me a random one.", "GET /facts/random gives one of the facts at random"],
    ["Recipes with title and ingredients. Pick a recipe at random.", "GET /recipes/random gives one of the recipes at random"],
    ["Exercises with name and muscle group. Give a random exercise by muscle group.", "GET /exercises/random gives one of the exercises at random"],
  ],
  "apostrophes, and none": [
    ["Orders with customer's name, customer's phone, product and quantity", "customerName (text), customerPhone (phone number)"],
    ["I dont need login. Just todos with title and done", "Todos at /todos: title (text), done (true or false, optional)", "there is no sign-in, as you asked: each caller comes with a key"],
    ["notes with title and text, no login needed", "Notes at /notes: title (text), text (long text)", "there is no sign-in, as you asked: each caller comes with a key"],
  ],
};
for (const [cause, rows] of Object.entries(BUILT)) {
  for (const [description, ...shown] of rows) {
    test(`${cause}: ${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, shown));
  }
}

/** The order that lists come in: what is shown of it, and that `?sort=` stays. */
const SORTED: [description: string, order: string][] = [
  ["Journal entries with title, text and date, sorted by date newest first", "/journal-entries is listed by date, the latest first"],
  ["Posts with title, text and published date. List sorted by date, newest first.", "/posts is listed by published date, the latest first"],
  ["posts with title, body, date. the list should be sorted by date with newest at the top", "/posts is listed by date, the latest first"],
  ["todos with title and done, most recent first", "/todos is listed by when they were added, the latest first"],
  ["Events with name and date. Show the soonest events first.", "/events is listed by date, the earliest first"],
  ["workouts with exercise, weight and date, from newest to oldest", "/workouts is listed by date, the latest first"],
  ["Products with name and price, cheapest first", "/products is listed by price, the lowest first"],
  ["jobs with title, company and salary, sorted by salary descending", "/jobs is listed by salary, the highest first"],
  ["Scores with player and points, highest first", "/scores is listed by points, the highest first"],
  ["photos with url and caption, users can like photos, most liked first", "/photos is listed by likes, the highest first"],
  ["contacts with name and phone in alphabetical order", "/contacts is listed by name, from A to Z"],
  ["Hives with name. Inspections with hive, date and notes. Show the latest inspection first.", "/inspections is listed by date, the latest first"],
  ["Books with title and author. Reviews with book, stars 1-5 and comment, newest reviews first.", "/reviews is listed by when they were added, the latest first"],
];
for (const [description, order] of SORTED) {
  test(`${JSON.stringify(description)} is listed in the order that it asks for`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
    assert.deepEqual(outcome.api.leftOut, []);
    assert.ok(outcome.api.points.some((point) => point.startsWith(order)), outcome.api.points.join("\n"));
  });
}

test("an order that isn't clear, or of two fields, is never taken for another", () => {
  for (const description of [
    "Movies with title and year, newest first", "Tasks with title, due date and priority (low, medium, high), sorted by priority", "songs with title and artist, sorted by artist and then title",
    "Products with name, price and weight, highest first", "people with last name, first name and email, sorted by last name and first name",
  ]) {
    const outcome = design(description);
    const said = outcome.kind === "refusal" ? outcome.message : outcome.api.leftOut.join("\n");
    assert.match(said, /first|sorted by/, description);
    if (outcome.kind === "api") assert.ok(!outcome.api.points.some((point) => / is listed by /.test(point)), description);
  }
});

test("what a list can be sorted by is no order of its own", () => {
  for (const description of ["expenses with amount and date; the list can be sorted by amount", "Products with name, price and rating. I want to sort by price or rating."]) {
    const outcome = design(description);
    assert.ok(outcome.kind === "api" && !outcome.api.points.some((point) => / is listed by /.test(point)), description);
  }
});

/** What was built otherwise than it was asked: each is refused, and none is built again in that way. */
const REFUSED: [description: string, because: RegExp][] = [
  ["tennis club courts: court number and surface. bookings: court, member name, start time, end time. members can cancel", /members can cancel/],
  ["students hand in homework: student name, assignment, submitted at, comment", /students hand/],
  ["loans: item, borrower, due date, status lent, returned. a loan becomes overdue when the due date has passed", /overdue|status/],
];
for (const [description, because] of REFUSED) {
  test(`${JSON.stringify(description)} isn't built as something else`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal", outcome.kind === "api" ? outcome.api.points.join("\n") : "");
    assert.match(outcome.message, because);
  });
}

test("who writes something down isn't part of what it is called", () => {
  const outcome = design("I want to write down the feedings: horse, food, amount in kg, date");
  assert.equal(outcome.kind === "api" ? outcome.api.name : outcome.message, "Feedings");
});
