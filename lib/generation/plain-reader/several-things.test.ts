import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { assertAsked, assertBuiltWhole } from "../built-whole-fixture.ts";

/** A second thing in a sentence of its own, in everyday verbs: what each is kept as. */
const BUILT: [description: string, points: string[]][] = [
  ["A small library. Books have a title and an author. Members have a name and an email. A loan belongs to a member and a book and has a due date.", ["Loans at /loans: bookId (id of a book), memberId (id of a member), dueDate (date)"]],
  ["We look after boilers. A boiler has a serial number and an address. Inspections are reported for a boiler, with a date, a result (pass or fail) and notes.", ["Inspections at /inspections: boilerId (id of a boiler), date (date), result (one of pass, fail), notes (long text, optional)"]],
  ["Each project has many tasks, each with a title, a due date and a priority from 1 to 5.", ["Projects at /projects: name (text)", "Tasks at /tasks: projectId (id of a project), title (text), dueDate (date), priority (whole number from 1 to 5)"]],
  ["Support tickets with subject and message. A ticket can be assigned to one agent. Agents have a name and an email.", ["Support tickets at /support-tickets: subject (text), message (long text), agentId (id of an agent, optional)"]],
  ["Members borrow books. A book has a title and an isbn. When somebody borrows a book we want to know the date it was borrowed and the date it's due back.", ["Loans at /loans: memberId (id of a member), bookId (id of a book), dateBorrowed (date), dueDate (date)", "Members at /members: name (text)"]],
  ["Track my house plants. Each plant has a name and species. Every time I water one I log the date and how much water in ml.", ["Waterings at /waterings: housePlantId (id of a house plant), date (date), waterInMl (number)"]],
  ["Recipes with name and instructions, their ingredients each with a name and unit.", ["Ingredients at /ingredients: recipeId (id of a recipe), name (text), unit (text)"]],
  ["A gym has trainers and classes. Trainers have a name and speciality. Classes are taught by a trainer, have a name, a start time and max number of people.", ["Trainers at /trainers: name (text), speciality (text)", "Classes at /classes: trainerId (id of a trainer), name (text), startTime (time), maxNumberOfPeople (whole number)"]],
  ["Pets are treated by vets at visits. A pet has a name, species. A vet has a name. A visit has a date and cost, is for one pet and by one vet.", ["Visits at /visits: vetId (id of a vet), petId (id of a pet), date (date), cost (money)"]],
  ["A school: students are enrolled in courses. A student has a name and grade. A course has a title and teacher.", ["Enrollments at /enrollments: studentId (id of a student), courseId (id of a course)"]],
  ["Farm animals kept in pens. Pens have a name and size. Each animal has a tag and is kept in one pen. Animals can be moved to another pen.", ["Animals at /animals: penId (id of a pen), tag (text)"]],
  ["Parcel lockers. Each locker has a code and is free or taken. A parcel is put into a locker, has a recipient and arrived date.", ["Parcel lockers at /parcel-lockers: code (text), status (one of free, taken)", "Parcels at /parcels: parcelLockerId (id of a parcel locker), recipient (text), arrivedDate (date)"]],
  ["Authors write books, publishers publish them. Author: name. Publisher: name, city. Book: title, year.", ["Books at /books: publisherId (id of a publisher), authorId (id of an author), title (text), year (whole number)"]],
  ["Meeting rooms have a name and capacity; reservations are made for them, with who booked, from and until. They mustn't overlap.", ["Reservations at /reservations: meetingRoomId (id of a meeting room), bookedBy (text), startTime (date and time), endTime (date and time)", "Reservations of one meeting room never overlap from start time to end time: 409"]],
  ["Events with title, place and date. People sign up for events with their name and email. The same person can't sign up twice for the same event.", ["Signups at /signups: eventId (id of an event), name (text), email (email address)", "Two signups can't have the same event and email: the second is answered with 409"]],
  ["Bugs have a title and steps. Bugs can be assigned to one developer.", ["Bugs at /bugs: developerId (id of a developer, optional), title (text), steps (long text)", "Developers at /developers: name (text)"]],
  ["Exercises with name and muscle group; sets are done for an exercise with reps and weight on a date.", ["Sets at /sets: exerciseId (id of an exercise), reps (whole number), weight (number), date (date)"]],
  ["Clients with name and their invoices with amount", ["Invoices at /invoices: clientId (id of a client), amount (money)"]],
];
for (const [description, points] of BUILT) test(`${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, points));

/** Near to those, and not the same: nothing of it goes live in silence. */
const ASKED = [
  "Students have a name. Courses have a title. Students are in courses.",
  "Members have a name. Books have a title. Members review books.",
  "Samples: code. Sites: name. Samples come from several sites.",
  "Boilers have a number. Inspections are reported for something, with a date.",
  "Players have a name. Teams have a name. A player never plays for a team of his own age.",
  "Volunteers take shifts. Shift: day, place. Volunteers: name, phone.",
  "Songs with title. Playlists with name and songs.",
  "Bikes have a number. Rentals have a start date and a price. A bike cannot be rented twice at the same time.",
  "Events with title. Signups have a name. The same person can't sign up twice for an event.",
];
for (const description of ASKED) test(`${JSON.stringify(description)} is asked about`, () => assertAsked(description));

test("a relation that a sentence tells is in what is built, or nothing is: also where the sentence could be a title", () => {
  const outcome = design("Lab samples come from a site. Site: name, country. Sample: code, taken on.");
  assert.ok(outcome.kind === "refusal" || outcome.api.points.some((point) => point.includes("siteId (id of a site)")));
});
