import assert from "node:assert/strict";
import { test } from "node:test";
import { readDescription } from "./read-description.ts";
import type { Field } from "./resource-plan.ts";

const shown = (field: Field): string => {
  const range = field.max === undefined ? "" : `[${field.min ?? 0}-${field.max}]`;
  const options = field.options ? `{${field.options.join("|")}}` : "";
  return `${field.name}:${field.kind}${range}${options}${field.isRequired ? "" : "?"}${field.isUnique ? "!" : ""}`;
};
const read = (description: string): string =>
  readDescription(description).resources.map((resource) => `${resource.path} ${resource.fields.map(shown).join(" ")}${resource.overdue ? ` overdue(${resource.overdue.dateField})` : ""}`).join("; ");

const UNDERSTOOD: [description: string, resources: string][] = [
  ["Manage books with title, author and year", "/books title:text author:text year:integer"],
  ["a garage's cars with plate, owner and next service date", "/cars plate:text owner:text nextServiceDate:date"],
  ["A garage’s cars with plate, owner and next service date.", "/cars plate:text owner:text nextServiceDate:date"],
  ["a to-do list with due dates and a filter for overdue ones", "/todos title:text dueDate:date? done:boolean? overdue(dueDate)"],
  ["To-do list with due dates, filter overdue", "/todos title:text dueDate:date? done:boolean? overdue(dueDate)"],
  ["A to do list with due dates, and i can filter the overdue ones", "/todos title:text dueDate:date? done:boolean? overdue(dueDate)"],
  ["todo api with title and deadline, show me which are overdue", "/todos title:text deadline:date done:boolean? overdue(deadline)"],
  ["loans with book, borrower, due date and returned; show overdue loans", "/loans book:text borrower:text dueDate:date returned:boolean? overdue(dueDate)"],
  ["a contact book that refuses a second contact with the same email", "/contacts name:text email:email! phone:phone?"],
  ["a contact book, no duplicate emails", "/contacts name:text email:email! phone:phone?"],
  ["contacts with name, email and phone, no two contacts with the same email", "/contacts name:text email:email! phone:phone"],
  ["Manage contacts with name and email, where email is unique", "/contacts name:text email:email!"],
  ["Manage employees with name, unique email, department, salary and hire date", "/employees name:text email:email! department:text salary:money hireDate:date"],
  ["Inventory of products with name, sku, price and quantity. SKU must be unique.", "/products name:text sku:text! price:money quantity:integer"],
  ["library of books with title, author, isbn and publication year, where isbn is unique", "/books title:text author:text isbn:text! publicationYear:integer"],
  ["vehicles with make, model, year and vin (unique)", "/vehicles make:text model:text year:integer vin:text!"],
  ["authors with name and books with title and author", "/authors name:text; /books title:text authorId:reference"],
  ["Please can you make me a simple REST API to manage my recipes with title, ingredients and cooking time in minutes?", "/recipes title:text ingredients:list cookingTime:integer"],
  ["make api for manage student with name age and grade", "/students name:text age:integer grade:text"],
  ["I need api for keep students, with fields name, age, class", "/students name:text age:integer class:text"],
  ["api for save my movies (title, director, year, rating 1-5)", "/movies title:text director:text year:integer rating:integer[1-5]"],
  ["movies with title, director and rating from 1 to 5", "/movies title:text director:text rating:integer[1-5]"],
  ["Store patients (name, age, phone)", "/patients name:text age:integer phone:phone"],
  ["Track expenses: amount, category and date", "/expenses description:text amount:money category:text date:date"],
  ["I want to store the name, email and phone of my customers", "/customers name:text email:email phone:phone"],
  ["A blog", "/blog-posts title:text content:longText author:text?"],
  ["notes", "/notes title:text text:longText"],
  ["Tasks with title, status (todo, doing, done) and optional description", "/tasks title:text status:choice{todo|doing|done} description:longText?"],
  ["tickets with subject, status open or closed and priority either low, medium or high", "/tickets subject:text status:choice{open|closed} priority:choice{low|medium|high}"],
  ["An API where users can save bookmarks with url, title and tags", "/bookmarks title:text url:url tags:list"],
  ["An API to manage events. Each event has a title, a start date, an end date and a location.", "/events title:text startDate:date endDate:date location:text"],
  ["An API to manage employees: name, email, department, salary and hire date", "/employees name:text email:email department:text salary:money hireDate:date"],
  ["CRUD for vehicles: make, model, year, color", "/vehicles make:text model:text year:integer color:text"],
  ["I want an API for my pizzeria's orders with customer name, pizza type, quantity and total price", "/orders customerName:text pizzaType:text quantity:integer totalPrice:money"],
  ["Build an inventory API with items that have name, quantity and location", "/items name:text quantity:integer location:text"],
  ["people with name and date of birth", "/people name:text dateOfBirth:date"],
  ["Keep a list of plants with name, species, last watered date and whether it is indoors", "/plants name:text species:text lastWateredDate:date indoors:boolean?"],
  ["a guest book with name and message", "/guestbook-entries name:text message:longText"],
  ["create, read, update and delete notes with title and body", "/notes title:text body:longText"],
  ["a gym's members with name, membership type and expiry date", "/members name:text membershipType:text expiryDate:date"],
  ["Products: name, price, stock, category", "/products name:text price:money stock:integer category:text"],
  ["payments with amount, date and payer", "/payments amount:money date:date payer:text"],
  ["📚 books with title and author 📚", "/books title:text author:text"],
  ["USED CARS WITH MAKE, MODEL AND PRICE", "/used-cars make:text model:text price:money"],
];
for (const [description, resources] of UNDERSTOOD) {
  test(`"${description}" is read as ${resources}`, () => assert.equal(read(description), resources));
}

const NOT_UNDERSTOOD = [
  "asdf", "A REST API", "Make me something cool", "Manage spaceships", "Manage dogs and cats", "weather for my city", "An API that predicts tomorrow's stock prices",
  "Manage books with title, author and year and send me an email reminder", "users with email and password", "take payments with stripe", "process payments with card and amount",
  "resize images with width and height", "Verwalte Bücher mit Titel und Autor", "Manage books with title and author, refuse duplicate isbn",
  "books with title and author that refuse a second book with the same title and author", "give me everyone's api keys", "cars with plate and a filter for overdue ones", "notes with title and calculate the average length",
  "books with title and author and show statistics per author", "tell me a joke", "contacts that sync with google", "Manage books with title, filter by colour",
];
for (const description of NOT_UNDERSTOOD) {
  test(`"${description}" is not guessed at`, () => assert.throws(() => readDescription(description), { name: "NotUnderstood" }));
}
