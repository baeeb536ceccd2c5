import assert from "node:assert/strict";
import { test } from "node:test";
import { NotUnderstood } from "./not-understood.ts";
import { readDescription } from "./read-description.ts";
import type { Resource } from "./resource-plan.ts";

/** The rules of the things that have some, in short. */
const shortOf = (resources: readonly Resource[]): string => resources.map(({ path, once = [], most, apart, fields }) => [
  ...once.map((rule) => `once(${[...(rule.isPerCaller ? ["caller"] : []), ...rule.fields].join("+")})`),
  ...(most ? [`most(${most.max} per ${most.per ?? "caller"}${most.period ? ` per ${most.period.unit} of ${most.period.field}` : ""}${most.only ? ` while ${most.only.field}=${most.only.values.join("|")}` : ""})`] : []),
  ...(apart ? [`apart(${apart.start}-${apart.end}${apart.per.map((name) => ` ${name}`).join("")}${apart.unless ? ` unless ${apart.unless.field}=${apart.unless.value}` : ""})`] : []),
  ...fields.flatMap(({ name, above, locks }) => [...(above && !apart ? [`${name}${above.isStrict ? ">" : ">="}${above.field}`] : []), ...(locks ? [`lock(${name}=${locks.values.join("|")}${locks.isChange ? " change" : ""}${locks.isDelete ? " delete" : ""})`] : [])]),
].map((rule) => `${path} ${rule}`)).flat().join("; ");

const RULED: [description: string, rules: string][] = [
  ["Members with name and email. Classes with title. Sign ups with member and class. A member can sign up only once per class.", "/signups once(memberId+classId)"],
  ["Students with name. Assignments with title and deadline. Submissions with student, assignment and text. Students submit a text once per assignment.", "/submissions once(studentId+assignmentId)"],
  ["Polls with question. Votes with poll, nickname and answer (yes, no). One vote per nickname per poll.", "/votes once(pollId+nickname)"],
  ["Polls with question. Votes with poll, nickname and answer (yes, no). One vote per nickname.", "/votes once(pollId+nickname)"],
  ["Books with title and author. Reviews with book, rating from 1 to 5 and text. Each user reviews a book only once.", "/reviews once(caller+bookId)"],
  ["Bids with item, bidder name and amount; items with name. A bidder can bid only once per item.", "/bids once(itemId+bidderName)"],
  ["Seats with row, number and section. No two seats may have the same row and number.", "/seats once(row+number)"],
  ["Tasks with title and project; projects with name. Task title must be unique per project.", "/tasks once(title+projectId)"],
  ["Members with name. Classes with title and capacity. Sign ups with member and class. When the class is full the sign up must be refused.", "/signups most(capacity per classId)"],
  ["Courses with name and max students. Enrollments with course and student name. A course can't have more enrollments than its max students.", "/enrollments most(maxStudents per courseId)"],
  ["Books with title. Members with name. Loans with book, member, due date and returned (yes/no). At most 3 open loans per member.", "/loans most(3 per memberId while returned=false)"],
  ["Members with name. Loans with item, member and returned on (optional). A member can have at most 5 loans at a time.", "/loans most(5 per memberId while returnedOn=)"],
  ["Projects with name and description, each user has their own projects. No more than 5 projects per user.", "/projects most(5 per caller)"],
  ["Members with name and email; visits with member and date. At most 20 visits per day.", "/visits most(20 per date)"],
  ["Teams with name; players with name and team. At most 11 players per team.", "/players most(11 per teamId)"],
  ["Bookings with apartment number, start time and end time. Each apartment may book at most two slots per week. No overlapping bookings.", "/bookings most(2 per apartmentNumber per week of startTime); /bookings apart(startTime-endTime)"],
  ["Rooms with name. Bookings with room, title, start time and end time. A room can't be booked twice at the same time.", "/bookings apart(startTime-endTime roomId)"],
  ["Appointments with dentist, patient, date, start time and end time. Appointments of the same dentist must not overlap.", "/appointments apart(startTime-endTime dentist date)"],
  ["Doctors with name. Appointments with doctor, start time, end time and status (booked, cancelled). A doctor can't have two appointments at the same time.", "/appointments apart(startTime-endTime doctorId unless status=cancelled)"],
  ["Court bookings with court number, player name, start time and end time. No double bookings.", "/court-bookings apart(startTime-endTime courtNumber)"],
  ["Guests with name, rooms with number, stays with guest, room, arrival and departure. No overlapping stays per room.", "/stays apart(arrival-departure roomId)"],
  ["Events with title, start date and end date. The end date must be after the start date.", "/events endDate>startDate"],
  ["Products with name, price and sale price. Sale price can't be higher than the price.", "/products price>=salePrice"],
  ["Jobs with title, min salary and max salary. Max salary must be at least min salary.", "/jobs maxSalary>=minSalary"],
  ["Trips with destination, start date and end date. End date can't be before the start date.", "/trips endDate>=startDate"],
  ["Tickets with subject and status: open, in progress, closed. A closed ticket can't be changed.", "/tickets lock(status=closed change)"],
  ["Invoices with customer, amount and paid (yes/no). Once paid, invoices can't be edited or deleted.", "/invoices lock(paid=true change delete)"],
  ["Articles with title, text and status (draft, review, published). Only drafts can be deleted.", "/articles lock(status=review|published delete)"],
  ["Comments with text and published yes/no; only unpublished comments can be deleted.", "/comments lock(published=true delete)"],
  ["Orders go from open to paid to shipped. Orders with customer and total. Shipped orders can't be changed or deleted.", "/orders lock(status=shipped change delete)"],
];
for (const [description, rules] of RULED) {
  test(`${JSON.stringify(description)} keeps its rule`, () => assert.equal(shortOf(readDescription(description).resources), rules));
}

/** Whose, which or when isn't said. */
const UNCLEAR = [
  "Raffle tickets with buyer name, phone and ticket number. At most 5 tickets per person.",
  "Books with title. Loans with book and borrower. At most 3 open loans per borrower.",
  "Rooms with name. Bookings with room and title. A room can't be booked twice at the same time.",
  "Bookings with room, desk, start time and end time. No double bookings.",
  "Events with title and start date. The end date must be after the start date.",
  "Tickets with subject and price. A closed ticket can't be changed.",
  "Orders go from open to paid. Orders with customer and total. Open orders can't be deleted.",
  "Members with name. Classes with title. Signups with member and class. When the class is full the sign up must be refused.",
];
for (const description of UNCLEAR) {
  test(`${JSON.stringify(description)} is refused, not guessed`, () => assert.throws(() => readDescription(description), NotUnderstood));
}
