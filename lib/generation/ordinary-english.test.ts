import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

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
    ["Players with name, age 18 or older, position", "age (whole number, at least 18)"],
    ["Players with name, age and position. Age must be 16 or more.", "age (whole number, at least 16)"],
    ["Teams with name and size. Size can't be more than 11.", "size (number from 0 to 11)"],
    ["Products with name, price and sku. price must be positive and the sku must be unique", "price (money, at least 0.01)", "Two products can't have the same sku: the second is answered with 409"],
    ["Menu items with dish and price. The price must be greater than zero.", "price (money, at least 0.01)"],
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
  "apostrophes, and none": [
    ["Orders with customer's name, customer's phone, product and quantity", "customerName (text), customerPhone (phone number)"],
    ["I dont need login. Just todos with title and done", "Todos at /todos: title (text), done (true or false, optional)", "there is no sign-in, as you asked: each caller comes with a key"],
    ["notes with title and text, no login needed", "Notes at /notes: title (text), text (long text)", "there is no sign-in, as you asked: each caller comes with a key"],
  ],
};
for (const [cause, rows] of Object.entries(BUILT)) {
  for (const [description, ...shown] of rows) {
    test(`${cause}: ${JSON.stringify(description)} is built whole`, () => {
      const outcome = design(description);
      assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
      assert.deepEqual(outcome.api.leftOut, []);
      const said = [...outcome.api.points, ...outcome.api.assumptions].join("\n");
      for (const line of shown) assert.ok(said.includes(line), `${line} is missing in\n${said}`);
    });
  }
}
