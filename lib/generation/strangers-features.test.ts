import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { parseGeneratedApi } from "./parse.ts";
import { readDescription } from "./resource-builder/read-description.ts";
import { buildResources } from "./resource-builder/resource-builder.ts";
import type { Field, Resource } from "./resource-builder/resource-plan.ts";
import { checkSourceRules } from "#lib/runtime/compile/source-rules.ts";

const shownField = (field: Field): string =>
  `${field.name}:${field.kind}${field.max === undefined ? "" : `[${field.min ?? 0}-${field.max}]`}${field.options ? `{${field.options.join("|")}}` : ""}${field.target ? `>${field.target}` : ""}${field.isReadOnly ? "#" : ""}${field.isRequired ? "" : "?"}${field.isUnique ? "!" : ""}`;

const shown = (resource: Resource): string => [
  resource.path, ...resource.fields.map(shownField), ...(resource.ownership === "perConsumer" ? ["own"] : []), ...(resource.search.length > 0 ? [`q(${resource.search.join(",")})`] : []),
  ...resource.aggregates.map(({ slug, kind, field }) => `${slug}=${kind}(${field ?? ""})`), ...resource.counters.map(({ action, field, by, min }) => `${action}=${field}${by > 0 ? "+" : "-"}${min ?? ""}`),
  ...resource.transitions.map(({ action, from, to }) => `${action}=${from.join("|")}>${to}`), ...(resource.overdue ? ["overdue"] : []),
].join(" ");

/** Descriptions as people type them, and the plan: # is set by the API, ? optional, ! unique, own per consumer, q() searched. */
const UNDERSTOOD: [description: string, plan: string][] = [
  ["authors have many books", "/books title:text year:integer? authorId:reference>author; /authors name:text"],
  ["Authors with name and country. Books with title and year. Each book belongs to an author.", "/authors name:text country:text; /books title:text year:integer authorId:reference>author"],
  ["projects have many tasks; tasks with title and due date", "/tasks title:text dueDate:date? projectId:reference>project done:boolean?; /projects name:text"],
  ["students can enroll in many courses", "/students name:text email:email; /courses title:text description:longText?; /enrollments studentId:reference>student courseId:reference>course"],
  ["books with title and author (an author). authors with name", "/books title:text authorId:reference>author; /authors name:text"],
  ["customers with name and email. orders with customer, amount and date. total per month", "/customers name:text email:email; /orders customerId:reference>customer amount:money date:date total-per-month=sum(amount)"],
  ["expenses with amount, category and date, total per month and total per category", "/expenses description:text amount:money category:text date:date total-per-month=sum(amount) total-per-category=sum(amount)"],
  ["products with name and price; reviews with product, rating from 1 to 5 and comment; average rating per product", "/products name:text price:money; /reviews productId:reference>product rating:integer[1-5] comment:longText average-rating-per-product=average(rating)"],
  ["hours with project, hours and date; sum of hours by project", "/hours project:text hours:number date:date total-hours-per-project=sum(hours)"],
  ["tickets with title and status (open, closed). how many per status", "/tickets title:text status:choice{open|closed} count-per-status=count()"],
  ["books with title and author and count of books", "/books title:text author:text count=count()"],
  ["players with name and score, show the highest score", "/players name:text score:number highest-score=max(score)"],
  ["posts with title and text and a like button", "/posts title:text text:longText likes:integer# like=likes+"],
  ["articles with title and body, users can like and unlike them", "/articles title:text body:longText likes:integer# like=likes+ unlike=likes-0"],
  ["questions with title and votes that can go up and down", "/questions title:text votes:integer# upvote=votes+ downvote=votes-"],
  ["products with name, price and stock that can be increased and decreased, never below zero", "/products name:text price:money stock:integer# increase-stock=stock+ decrease-stock=stock-0"],
  ["videos with title and url, count views", "/videos title:text url:url views:integer# view=views+"],
  ["orders with customer name and amount. orders go from pending to paid to shipped", "/orders customerName:text amount:money status:choice{pending|paid|shipped}# pay=pending>paid ship=paid>shipped"],
  ["leave requests with employee, start date and end date. approve or reject requests", "/leave-requests employee:text startDate:date endDate:date status:choice{pending|approved|rejected}# approve=pending>approved reject=pending>rejected"],
  ["posts with title and body that can be published and archived", "/posts title:text body:longText status:choice{draft|published|archived}# publish=draft>published archive=draft|published>archived"],
  ["guests with name and room, check in / check out guests", "/guests name:text room:text status:choice{booked|checked in|checked out}# check-in=booked>checked in check-out=checked in>checked out"],
  ["tasks with title and due date, mark as done", "/tasks title:text dueDate:date? done:boolean?"],
  ["chores with name, mark as done", "/chores name:text done:boolean?"],
  ["notes with title and text, each user sees only their own", "/notes title:text text:longText own"],
  ["private notes with title and text", "/notes title:text text:longText own"],
  ["i wanna track my expenses with amount and category", "/expenses description:text amount:money category:text own"],
  ["recipes with title and ingredients, search by title", "/recipes title:text ingredients:list q(title)"],
  ["books with title, author and isbn, find books by author or title", "/books title:text author:text isbn:text q(author,title)"],
  ["documents with title and text, full text search", "/documents title:text text:longText q(title,text)"],
  ["products with name, price in euros, sorted by price", "/products name:text price:money"],
  ["contacts with name, email and phone, phone is optional", "/contacts name:text email:email phone:phone?"],
  ["members: name (required), email?, phone?", "/members name:text email:email? phone:phone?"],
  ["crud for custmers", "/customers name:text email:email phone:phone?"],
  ["posts with title and text, newest first", "/posts title:text text:longText"],
  ["appointments with patient name, date, time and status: scheduled, done or cancelled", "/appointments patientName:text date:date time:time status:choice{scheduled|done|cancelled}"],
  ["status: pending -> paid -> shipped, orders with customer name and total", "/orders customerName:text total:money status:choice{pending|paid|shipped}# pay=pending>paid ship=paid>shipped"],
  ["i am a teacher. students with name and class, grades with student, subject, score and date. average score per subject", "/students name:text class:text; /grades studentId:reference>student subject:text score:number date:date average-score-per-subject=average(score)"],
  ["A shop: customers with name and email, orders with customer, total and date. show me total per customer", "/customers name:text email:email; /orders customerId:reference>customer total:money date:date total-per-customer=sum(total)"],
  ["Patients with name and date of birth. Visits with patient, date and notes. search patients by name", "/patients name:text dateOfBirth:date q(name); /visits patientId:reference>patient date:date notes:longText"],
  ["medications with name, dose and patient; each medication belongs to a patient", "/medications name:text dose:text patientId:reference>patient; /patients name:text"],
  ["Api for keep my books, each books have title and author, only me can see them", "/books title:text author:text own"],
  ["teams with name. players with name and position. every player belongs to one team", "/teams name:text; /players name:text position:text teamId:reference>team"],
  ["orders with customer, product and quantity; customers with name; products with name and price", "/orders customerId:reference>customer productId:reference>product quantity:integer; /customers name:text; /products name:text price:money"],
  ["comments on posts with author and text; posts with title and body", "/comments author:text text:longText postId:reference>post; /posts title:text body:longText"],
  ["tasks with title and assignee (a user). users with name and email", "/tasks title:text assigneeId:reference>user done:boolean?; /users name:text email:email"],
  ["books and tags many to many", "/books title:text author:text year:integer?; /tags name:text; /book-tags bookId:reference>book tagId:reference>tag"],
  ["courses have many students and students have many courses", "/courses title:text description:longText?; /students name:text email:email; /course-students courseId:reference>course studentId:reference>student"],
  ["recipes with title and ingredients; users can only edit what they created", "/recipes title:text ingredients:list own"],
  ["todos with title, private to each user", "/todos title:text done:boolean? own"],
  ["each user has their own list of books with title and author", "/books title:text author:text own"],
  ["expenses (amount, category, date). i want to see how much i spend per month", "/expenses description:text amount:money category:text date:date total-per-month=sum(amount)"],
  ["invoices with customer, amount and status: draft, sent or paid; total amount per status", "/invoices customer:text amount:money status:choice{draft|sent|paid} total-per-status=sum(amount)"],
  ["invoices with customer and amount, invoices can be paid or cancelled", "/invoices customer:text amount:money status:choice{unpaid|paid|cancelled}# pay=unpaid>paid cancel=unpaid|paid>cancelled"],
  ["support tickets with subject and description. tickets go from open to in progress to resolved. reopen tickets", "/support-tickets subject:text description:longText status:choice{open|in progress|resolved}# start=open>in progress resolve=in progress>resolved reopen=resolved>open"],
  ["articles with title, text. publish/archive articles", "/articles title:text text:longText status:choice{draft|published|archived}# publish=draft>published archive=draft|published>archived"],
  ["jokes with text and votes; upvote and downvote jokes", "/jokes text:longText votes:integer# upvote=votes+ downvote=votes-"],
  ["photos with url and caption, users can like photos", "/photos url:url caption:text likes:integer# like=likes+"],
  ["equipment with name and serial number (unique). check out and check in equipment", "/equipment name:text serialNumber:text! status:choice{available|checked out}# check-out=available>checked out check-in=checked out>available"],
  ["loans with book and borrower, mark as returned", "/loans book:text borrower:text returned:boolean?"],
  ["rooms with number and bookings with room, guest name and date", "/rooms number:text; /bookings roomId:reference>room guestName:text date:date"],
  ["notes with title and text, search", "/notes title:text text:longText q(title,text)"],
  ["products with sku, name, unique sku and unique name", "/products name:text! sku:text!"],
  ["bookmarks with url and title, url unique per user", "/bookmarks title:text url:url! own"],
  ["products with name, price and stock. stock can't go below zero", "/products name:text price:money stock:integer"],
  ["students with name, optional email and optional phone", "/students name:text email:email? phone:phone?"],
  ["people with name (required) and nickname (optional)", "/people name:text nickname:text?"],
  ["workouts with exercise, reps, weight in kg and date; highest weight per exercise", "/workouts exercise:text reps:integer weight:number date:date highest-weight-per-exercise=max(weight)"],
  ["temperature readings with sensor, value (number) and timestamp. average value per day", "/temperature-readings sensor:text value:number timestamp:dateTime average-value-per-day=average(value)"],
  ["sales with product, amount and date. daily totals", "/sales product:text amount:money date:date total-per-day=sum(amount)"],
  ["books: {\"title\": \"string\", \"pages\": \"number\"}", "/books title:text pages:integer"],
  ["interface Book { title: string; author: string; year?: number }", "/books title:text author:text year:integer?"],
  ["table users (id, name, email, created_at)", "/users name:text email:email"],
  ["pets with name and species and a counter of visits", "/pets name:text species:text visits:integer# visit=visits+"],
  ["stories with title and text and view counter", "/stories title:text text:longText views:integer# view=views+"],
  ["vehicles with plate and mileage. find vehicles by plate", "/vehicles plate:text mileage:integer q(plate)"],
  ["employees with name and manager (an employee)", "/employees name:text managerId:reference>employee?"],
  ["departments with name; employees with name, department and salary; average salary per department", "/departments name:text; /employees name:text departmentId:reference>department salary:money average-salary-per-department=average(salary)"],
  ["employees with name, department and salary. how many employees per department", "/employees name:text department:text salary:money count-per-department=count()"],
  ["posts have many comments", "/comments postId:reference>post text:longText; /posts name:text"],
  ["orders move from new to packed to shipped to delivered, they have customer name and address", "/orders customerName:text address:text status:choice{new|packed|shipped|delivered}# mark-packed=new>packed ship=packed>shipped deliver=shipped>delivered"],
  ["job applications with company and position that go from applied to interview to offer", "/job-applications company:text position:text status:choice{applied|interview|offer}# mark-interview=applied>interview mark-offer=interview>offer"],
  ["appointments with patient and date, can be cancelled", "/appointments patient:text date:date status:choice{active|cancelled}# cancel=active>cancelled"],
  ["class attendance with student, date and present yes/no; count of attendance per student", "/class-attendances student:text date:date present:boolean? count-per-student=count()"],
  ["hello i want app for my gym. members have name, email, phone. payments have member, amount, date. i want see total per member", "/members name:text email:email phone:phone; /payments memberId:reference>member amount:money date:date total-per-member=sum(amount)"],
  ["customers with name and email and orders that belong to customers with amount and date", "/customers name:text email:email; /orders amount:money date:date customerId:reference>customer"],
  ["books with title and author, check in / check out books", "/books title:text author:text status:choice{available|checked out}# check-out=available>checked out check-in=checked out>available"],
  ["invoices with customer, amount and due date. each invoice belongs to a customer", "/invoices customerId:reference>customer amount:money dueDate:date; /customers name:text email:email phone:phone?"],
  ["a dog shelter: dogs with name, breed and age; dogs go from available to reserved to adopted", "/dogs name:text breed:text age:integer status:choice{available|reserved|adopted}# mark-reserved=available>reserved mark-adopted=reserved>adopted"],
  ["ideas with title and description, people can upvote ideas", "/ideas title:text description:longText votes:integer# upvote=votes+"],
  ["shifts with nurse, ward, date and hours; nurses with name; total hours per nurse", "/shifts nurseId:reference>nurse ward:text date:date hours:number total-hours-per-nurse=sum(hours); /nurses name:text"],
  ["purchase requests with item, cost in $ and reason. requests can be approved or rejected", "/purchase-requests item:text cost:money reason:longText status:choice{pending|approved|rejected}# approve=pending>approved reject=pending>rejected"],
  ["cars with plate and price, count cars", "/cars plate:text price:money count=count()"],
  ["projects with name, budget and status: active, on hold or done; show number of projects per status", "/projects name:text budget:money status:choice{active|on hold|done} count-per-status=count()"],
  ["classes with name. students with name. students belong to classes", "/classes name:text; /students name:text classId:reference>class"],
  ["posts with title, body and author. authors with name. search posts by title or author", "/posts title:text body:longText authorId:reference>author q(title); /authors name:text"],
  ["customers (name, email unique, phone optional)", "/customers name:text email:email! phone:phone?"],
  ["recipes with title, servings and difficulty: easy, medium, hard. newest first", "/recipes title:text servings:integer difficulty:choice{easy|medium|hard}"],
  ["tickets with subject and priority (low, high). tickets can be closed and reopened", "/tickets subject:text priority:choice{low|high} status:choice{open|closed}# close=open>closed reopen=closed>open"],
  ["a journal with date and text that only i can see", "/journals date:date text:longText own"],
  ["suppliers with name; products with name, price and supplier; products belong to a supplier", "/suppliers name:text; /products name:text price:money supplierId:reference>supplier"],
  ["quizzes with title and questions (list)", "/quizzes title:text questions:list"],
  ["visitors with name, check in time and check out time", "/visitors name:text checkinTime:time checkoutTime:time"],
  ["orders with customer and total. status goes from new to paid to shipped. orders can be cancelled", "/orders customer:text total:money status:choice{new|paid|shipped|cancelled}# pay=new>paid ship=paid>shipped cancel=new|paid|shipped>cancelled"],
  ["books with title, author and price; total number of books per author", "/books title:text author:text price:money count-per-author=count()"],
  ["products with name and price (€)", "/products name:text price:money"],
  ["users with name and posts with title; each user has many posts", "/users name:text; /posts title:text userId:reference>user"],
  ["tasks with title; tasks can be started and finished", "/tasks title:text done:boolean? status:choice{planned|in progress|finished}# start=planned>in progress finish=in progress>finished"],
  ["doctors with name. appointments with doctor, patient name, date. appointments can be confirmed or cancelled", "/doctors name:text; /appointments doctorId:reference>doctor patientName:text date:date status:choice{pending|confirmed|cancelled}# confirm=pending>confirmed cancel=pending|confirmed>cancelled"],
  ["my books with title", "/books title:text"],
  ["products with name and price, average price", "/products name:text price:money average-price=average(price)"],
  ["Invoices with client and status (draft, sent, paid); invoice items with invoice, description and unit price", "/invoices client:text status:choice{draft|sent|paid}; /invoice-items invoiceId:reference>invoice description:longText unitPrice:money"],
  ["Projects with name; time entries with project, start, end and hours. Total hours per project.", "/projects name:text; /time-entries projectId:reference>project start:dateTime end:dateTime hours:number total-hours-per-project=sum(hours)"],
  ["Repair jobs with customer name and price in euro. Status goes from received to in repair to ready to picked up.", "/repair-jobs customerName:text price:money status:choice{received|in repair|ready|picked up}# mark-in-repair=received>in repair make-ready=in repair>ready mark-picked-up=ready>picked up"],
  ["Expense tracker\n- amount in dollars\n- category: food, rent, other\n- date\n- totals per month\n- every user sees only his own expenses", "/expenses description:text amount:money category:choice{food|rent|other} date:date own total-per-month=sum(amount)"],
  ["show the total of all invoices; invoices with customer and amount", "/invoices customer:text amount:money total=sum(amount)"],
  ["teachers with name; lessons with teacher, room and date; how many lessons per teacher", "/teachers name:text; /lessons teacherId:reference>teacher room:text date:date count-per-teacher=count()"],
];
for (const [description, plan] of UNDERSTOOD) {
  test(`${JSON.stringify(description)} is read as ${plan}, and its API keeps the rules of source`, () => {
    assert.equal(readDescription(description).resources.map(shown).join("; "), plan);
    assert.deepEqual(checkSourceRules(parseGeneratedApi(buildResources(description)).files), []);
  });
}

/** What is refused, and words that the refusal has. */
const REFUSED: [description: string, words: string][] = [
  ["leave requests with employee, start date, end date and reason. managers can approve or reject them", "managers can approve or reject them"],
  ["orders with customer and items", "what the item of orders have"],
  ["books with title and author, everyone can read but only the owner can edit", "only the owner can edit"],
  ["authors with name and many books", "what the books have"],
  ["songs with title and artist. playlists with name and songs", "how playlists and songs belong together"],
  ["ideas with title, each person can vote only once", "each person can vote only once"],
  ["patients with name, each doctor can only see their own patients", "each doctor can only see their own patients"],
  ["tasks with title, only the manager can delete them", "only the manager can delete them"],
  ["candidates with name and email, reject candidates, hire candidates", "hire candidates"],
  ["bank accounts with owner and balance, transfer money between accounts", "transfer money between accounts"],
  ["Track clients and their invoices. Clients have a name. Invoices have an amount.", "to what each of the invoices belongs"],
];
for (const [description, words] of REFUSED) {
  test(`${JSON.stringify(description)} is refused, saying ${words}`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(words), outcome.message);
    for (const suggestion of outcome.suggestions) assert.equal(design(suggestion).kind, "api", suggestion);
  });
}
