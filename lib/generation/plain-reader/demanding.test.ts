import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAsked, assertBuiltWhole } from "../built-whole-fixture.ts";
import { readPlainly } from "./read-plainly.ts";

/** Two things or more and how they hang together: every clause of it is in what is built. */
const BUILT: [description: string, points: string[]][] = [
  ["Kilns have a name. Each kiln has several firings with a date, a top temperature and a cone.", ["Firings at /firings: kilnId (id of a kiln), date (date), topTemperature (number), cone (text)"]],
  ["Baskets have a customer name. Each basket has items with a name, quantity and unit price each.", ["Items at /items: basketId (id of a basket), name (text), quantity (whole number), unitPrice (money)"]],
  ["Quilting school: there are workshops with a title and a date. Students have a name.", ["Workshops at /workshops: title (text), date (date)"]],
  ["Tutors have a name. A lesson is for one tutor, a pupil name, a topic and a date.", ["Lessons at /lessons: tutorId (id of a tutor), pupilName (text), topic (text), date (date)"]],
  ["Boats have a name. Skippers have a name. A trip belongs to a boat and a skipper, has a start date and an end date.", ["Trips at /trips: skipperId (id of a skipper), boatId (id of a boat), startDate (date), endDate (date)"]],
  ["Owners have a name. A dog belongs to an owner and has a name. An owner with dogs can't be deleted.", ['"An owner with dogs can\'t be deleted": DELETE is answered with 409 while any of the dogs is of it']],
  ["Owners have a name. A dog belongs to an owner and has a name. You should not be able to delete an owner who still has dogs.", ["DELETE is answered with 409 while any of the dogs is of it"]],
  ["Rentals have a customer name and a date. Rentals can be cancelled but not deleted.", ["POST /rentals/{id}/cancel makes a rental that is active cancelled; any other is answered with 409", "A rental is never deleted: there is no DELETE"]],
  ["Certificates have a number and a date. Certificates can never be deleted.", ["A certificate is never deleted: there is no DELETE"]],
  ["Stays: guest name, arrival date, departure date, price per night. Work out the total price from the nights times the price per night.", ["The total price of a stay is the days from its arrival date to its departure date times its price per night, worked out with every write"]],
  ["Timesheets: name, date, hours, rate per hour. The pay is hours times rate per hour.", ["The pay of a timesheet is its hours times its rate per hour, worked out with every write"]],
  ["An offer has a customer name. Each offer has positions with a text, quantity and unit price, and the offer shows its total.", ["The total of a position is its quantity times its unit price, worked out with every write", "GET /positions/total-per-offer gives the total per offer, one figure each"]],
  ["Drives have a title. Gifts belong to a drive and have a giver name and an amount. Each drive must show the amount raised so far and the number of gifts.", ["GET /gifts/total-per-drive gives the total amount per drive, one figure each", "GET /gifts/count-per-drive gives the number of gifts per drive, one figure each"]],
  ["Wells have a name. Probes belong to a well and have depth and a date. I need the average and the maximum depth for each well.", ["GET /probes/average-depth-per-well", "GET /probes/highest-depth-per-well"]],
  ["Requests have a subject. A request goes from new to planned to built to checked, and it can't skip steps. A built request may be reopened. Checked requests can't be changed any more.", ["POST /requests/{id}/reopen makes a request that is built new; any other is answered with 409", "A request can't be changed when its status is checked: 409"]],
  ["Each user logs their own private swims: date, laps. Nobody may see someone else's swims.", ["Each caller sees and changes only its own swims: another's are answered with 404"]],
  ["Therapist list. Healers have a name. A session is for one healer, a guest name, a start time and an end time; end must be after start. A healer can't have two sessions that overlap.", ["startTime (date and time), endTime (date and time)", "Sessions of one healer never overlap from start time to end time: 409"]],
  ["A bug has a title and goes from new to triaged to fixed. You can't jump over a step. Fixed bugs can go back to triaged. Once fixed nothing can be edited.", ["POST /bugs/{id}/mark-triaged makes a bug that is new or fixed triaged", "A bug can't be changed when its status is fixed: 409"]],
  ["Our tool workshop has lathes and jobs. A lathe has a name. A job is for one lathe and has a date, a customer name and a cost. I'd like the total cost of the jobs of each lathe and the last job of each lathe.", ["GET /jobs/total-cost-per-lathe gives the total cost per lathe", '"the last job": GET /lathes/{id}/jobs?sort=date&order=desc&limit=1']],
  ["Desks have a number. People book a desk from a start time to an end time with their email. No two bookings of the same desk may overlap.", ["Bookings of one desk never overlap from start time to end time: 409"]],
  ["Tracks: name. Runners: name. An entry links a runner to a track. At most 20 entries per track.", ["Entries at /entries: runnerId (id of a runner), trackId (id of a track)", "At most 20 entries per track"]],
  ["Evening class sign up. A class has a title and a capacity. Pupils register for a class with name and email. A full class takes no more.", ["as a class's capacity, also of calls at once"]],
  ["Teams: name. A match has a home team, an away team and a date. A team can't play against itself.", ["The away team of a match must not be the same as its home team: 422"]],
  ["A poem is written by a poet about a river, with a title. Poets have a name. Rivers have a name.", ["poetId (id of a poet)", "riverId (id of a river)"]],
  ["A feast has a date. Every feast has dishes with a name, portions and price per portion. The feast shows its total.", ["The total of a dish is its portions times its price per portion", "GET /dishes/total-per-feast"]],
  ["Donors have a name. Gifts belong to a donor and have a date and weight in kg. Show the total weight and the number of gifts for each donor.", ["GET /gifts/total-weight-in-kg-per-donor", "GET /gifts/count-per-donor"]],
  ["Towers have an address. A tower has many rooms with number and floor. A room has many repairs with a description and a date. Show the number of rooms per tower.", ["Rooms at /rooms: towerId (id of a tower), number (text), floor (whole number)", "Repairs at /repairs: roomId (id of a room)", "GET /rooms/count-per-tower"]],
  // Who does what is no title.
  ["Porters carry trunks. A trunk has a weight. Porters have a name.", ["porterId (id of a porter)"]],
  ["Vaults: name. Deposits belong to a vault and have a giver name and an amount of at least 5.", ["giverName (text), amount (money, at least 5)"]],
];
for (const [description, points] of BUILT) test(`${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, points));

/** Near to those, and not the same: nothing of it goes live in silence. */
const ASKED = [
  "Owners have a name. Dogs have a name. An owner with dogs can't be deleted.",
  "Rentals have a customer name and a date. Rentals can be cancelled but not on the last day.",
  "Rentals have a customer name. Old rentals can't be deleted.",
  "Stays: guest name, arrival date, departure date. Work out the total price from the nights times the price per night.",
  "Timesheets: name, date, hours. The pay is hours times the rate.",
  "An offer has a customer name. Each offer has positions with a text, and the offer shows its total.",
  "Drives have a title. Gifts have a giver name and an amount. Each drive must show the amount raised so far.",
  "Requests have a subject. It can't skip steps.",
  "Requests have a subject. A request goes from new to planned to built. A broken request may be reopened.",
  "Tutors have a name. A lesson is for one tutor, a pupil name, and never on Sundays.",
  "Films have a title. Reviews belong to a film and have stars 1-5. Show the average stars of each film, best first.",
  "Films have a title. Reviews have stars 1-5 and a date. Show the average stars of each film.",
  "Healers have a name. A session is for one healer, a guest name and a start time. A healer can't have two sessions that overlap.",
  "Teams: name. A match has a home team and a date. A team can't play against itself.",
  "A feast has a date. Every feast has dishes with a name, a colour number and a price per plate. The feast shows its total.",
  "No refunds. Tickets have a number and a price.",
  "A bug has a title and goes from new to triaged to fixed. Lost bugs can go back to triaged.",
  "Members have a name. Each member keeps a private locker: number. Members see all lockers.",
  "We want to record who repaired machines. Machines: name, repair date.",
  "Manage milkings with cow name, day and shift (morning, evening). Only one milking per cow name, day and shift.",
  "Manage milkings with cow name, day and shift (morning, evening). At most 1 milking per cow name, day, and shift.",
];
for (const description of ASKED) test(`${JSON.stringify(description)} is asked about`, () => assertAsked(description));

/** Of a sentence of several clauses those that are known hold, and only the others are open. */
const PARTED: [description: string, open: string[], rules: string[]][] = [
  ["Classes have a title and a capacity. Pupils register for a class with name and email. If the class is full, registrations are refused and nobody is told why.", ["nobody is told why"], ["most"]],
  ["Tickets have a subject and a number. The number is unique and nobody likes odd ones.", ["nobody likes odd ones"], []],
  // A rule that is known is told with what it is missing.
  ["Rooms have a name. Bookings belong to a room and have a title. Bookings of one room must not overlap.", ["Bookings of one room must not overlap"], []],
];
for (const [description, open, rules] of PARTED) {
  test(`of ${JSON.stringify(description)} only ${JSON.stringify(open)} is open`, () => {
    const read = readPlainly(description);
    assert.deepEqual(read?.open.map(({ text }) => text), open);
    assert.deepEqual(read?.outline.things.flatMap((thing) => thing.rules.map(({ rule }) => rule)), rules);
  });
}
