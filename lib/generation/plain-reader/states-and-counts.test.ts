import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { assertAsked, assertBuiltWhole } from "../built-whole-fixture.ts";
import { outlineOf } from "../outline/outline-of.ts";

/** States, what leads from one to the next, figures per thing, and numbers that go up. */
const BUILT: [description: string, points: string[]][] = [
  ["Expense claims: an employee name, amount. A claim goes from draft to submitted, then approved or rejected.", ["POST /expense-claims/{id}/submit makes an expense claim that is draft submitted; any other is answered with 409", "POST /expense-claims/{id}/approve makes an expense claim that is submitted approved; any other is answered with 409", "POST /expense-claims/{id}/reject makes an expense claim that is submitted rejected; any other is answered with 409"]],
  ["Orders have a customer name and a status: new, paid, shipped, delivered. Once shipped it can't go back to new.", ["POST /orders/{id}/ship makes an order that is new or paid shipped; any other is answered with 409"]],
  ["Invoices with a number and amount. An invoice starts as draft, can be sent, and then paid or cancelled. A paid invoice cannot be changed anymore.", ["POST /invoices/{id}/pay makes an invoice that is sent paid; any other is answered with 409", "An invoice can't be changed when its status is paid: 409"]],
  ["Job applications: candidate name, email. They go through applied, interview, offer, hired. Only forward.", ["POST /job-applications/{id}/mark-hired makes a job application that is offer hired; any other is answered with 409"]],
  ["Bugs have a title and steps. A bug is opened, then in progress, then fixed, and can be reopened.", ["POST /bugs/{id}/reopen makes a bug that is fixed opened; any other is answered with 409"]],
  ["Posts with title and body, comments belong to a post and have an author and text. Show me the number of comments on each post.", ["GET /comments/count-per-post gives the number of comments per post, one figure each"]],
  ["Teams and players. A team has a name. A player plays for a team, has a name and position. How many players per team.", ["GET /players/count-per-team gives the number of players per team, one figure each"]],
  ["Donations to campaigns. A campaign has a title. A donation has donor name and amount and is made to a campaign. Total raised per campaign.", ["GET /donations/total-per-campaign gives the total amount per campaign, one figure each"]],
  ["Movies have title and year. Reviews are written about a movie, with a rating 1-5 and a comment. The average rating of each movie.", ["GET /reviews/average-rating-per-movie gives the average rating per movie, one figure each"]],
  ["A tool has a name and belongs to a neighbour. Neighbours have a name and house number. Neighbours lend tools. Tell me how many tools each neighbour has.", ["GET /tools/count-per-neighbour gives the number of tools per neighbour, one figure each"]],
  ["Photos with a url and a caption, people can like a photo. I want number of likes per photo.", ["POST /photos/{id}/like adds 1 to the likes"]],
  ["Short links: a code and a target url. Each time someone opens the link the clicks go up by one.", ["POST /short-links/{id}/click adds 1 to the clicks"]],
  ["Shows have title and host. Their episodes have title and how often they were played; each play adds one.", ["POST /episodes/{id}/play adds 1 to the times played"]],
];
for (const [description, points] of BUILT) test(`${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, points));

/** Near to those, and not built: asked about. */
const ASKED = [
  "A train has a number and a name. A train goes from Berlin to Paris.",
  "Orders have a number and a status: new, paid, shipped. Once paid it goes back to new.",
  "Claims have a title. A claim goes from draft to submitted, then the judge decides.",
  "Claims have a title. A claim goes from draft to submitted when it is Friday.",
  "Photos with url and caption. People can like a photo only once.",
  "Players have a name and points. Winning a game gives 3 points.",
  "Teams have a name. Players have a name. How many players per team.",
  "Movies have a title. Reviews have a text. The average rating of each movie.",
  "Pages have a title. Each visit adds two to its visits.",
  "Tasks with title and done. My tasks are private to me except for admins.",
  "Cats have a name and an age. A cat is older or younger than another.",
];
for (const description of ASKED) test(`${JSON.stringify(description)} is asked about`, () => assertAsked(description));

test("who may change a state is told as not built, and the states are kept", () => {
  const { outline, open } = outlineOf("Complaints: subject, description. Staff can move it from received to under review to resolved.");
  assert.deepEqual(outline.things[0]?.rules.map((rule) => rule.rule === "change" && [rule.action, rule.from, rule.to]), [["mark-under-review", ["received"], "under review"], ["resolve", ["under review"], "resolved"]]);
  assert.deepEqual(open.map(({ text }) => text), ["Staff can move it from received to under review to resolved"]);
  assert.match(open[0]?.why ?? "", /doesn't know who is one of the staff.*The states themselves are built/);
});

for (const [said, point] of [["is late or not", "dueDate (date), late (true or false, optional)"], ["is open or closed", "dueDate (date), status (one of open, closed)"]] as const) {
  test(`beside a date, "${said}" says nothing of that date`, () => assertBuiltWhole(`Students have a name. Homework belongs to a student and has a subject, due date and ${said}.`, [point]));
}

test("what a cat is says nothing of its name", () => {
  const [cat] = outlineOf("Cats have a name and an age. A cat is available, reserved or adopted.").outline.things;
  assert.equal(cat?.fields.find(({ name }) => name === "name")?.kind, "text");
});

for (const said of ["Each user only sees their own notes.", "My notes are private to me.", "Everybody only sees his own notes.", "Nobody else can see my notes."]) {
  test(`"${said}": that keys of one workspace see the same is told`, () => {
    const outcome = design(`Notes have a title and a text. ${said}`);
    assert.ok(outcome.kind === "api");
    assert.ok(outcome.api.points.includes("Each caller sees and changes only its own notes: another's are answered with 404"));
    assert.ok(outcome.api.assumptions.some((line) => /A caller is the workspace of a key, not a person: two keys of one workspace see the same notes/.test(line)), outcome.api.assumptions.join("\n"));
  });
}
