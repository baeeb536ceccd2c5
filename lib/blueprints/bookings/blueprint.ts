import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const taken = { expect: { error: { code: "taken" } } };
const refused = (path: string, ...bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));
const room = (name: string, key = "room") => step("POST", "/resources", 201, { body: { name }, capture: { [key]: "/id" } });
const DAY = "2999-06-03";
const hours = (start: string, end: string, date = DAY) => ({ resourceId: "{{room}}", date, start, end });
const time = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** No two bookings at the same time, in words. */
const NOT = "(?:no|never|not|prevent\\w*|avoid\\w*|refus\\w+|reject\\w*|disallow\\w*|without|against|cannot|can't|don't|shouldn't|mustn't|impossible)";
const CLASH = "(?:double[- ]?book\\w*|double|overlap\\w*|conflict\\w*|twice|(?:two|2) times(?: at (?:the )?same time)?|(?:at )?(?:the )?same (?:time|slot|hour))";

export const bookings: Blueprint = {
  id: "bookings",
  name: "Bookings",
  summary: "Rooms and other resources, booked in time slots and never twice.",
  description: "Books rooms, desks, courts or people in time slots, refuses overlapping bookings even when two come at the same moment, and lists what is free.",
  about: "`POST /resources` adds a room. `GET /resources/{id}/availability?date=2030-06-03` shows its free slots, `POST /bookings` with `resourceId`, `date`, `start` and `end` books it, `DELETE /bookings/{id}` cancels.",
  category: "events",
  points: ["POST /bookings books a resource from one time to another; overlapping bookings are refused with 409", "GET /resources/{id}/availability lists the free and taken slots of a day", "Each caller lists and cancels its own bookings"],
  assumptions: ["Times are those of the place of the resource, without a time zone; days that are over in UTC can't be booked", "A booking lies within one day and the opening hours, and takes at most 24 slots", "Everybody with a key may add resources and see what is free; only who booked sees and cancels a booking", "A booking is moved by cancelling it and booking again"],
  publicRoutes: [],
  examplePrompt: "Book meeting rooms in time slots without overlapping bookings",
  signals: [
    /\b(?:book|books|booking|bookings|reserve|reserves|reserving|reservations?)\b.*\b(?:slots?|overlap\w*|availab\w*|double|twice|conflicts?|rooms|desks|courts|resources)\b/,
    /\b(?:overlap\w*|double|availab\w*)\b.*\b(?:bookings?|reservations?)\b/,
    /\b(?:rooms?|desks?|courts?|resources?) (?:bookings?|reservations?|scheduler)\b/,
    /\b(?:book|books|booking|bookings|booked|reserv\w+|appointments?)\b.*\bsame (?:time|slot)\b/,
  ],
  vocabulary: "per-day per-room per-desk per-resource car bike boat sauna equipment machine vehicle projector kayak learner driving book booking reserve reserving reservation meeting conference room desk court table resource slot time slots overlap overlapping double twice conflict conflicts conflicting available availability free taken opening hour half minute day date start end cancel cancelling cancellation prevent prevents preventing avoid avoids refuse refuses no not never same check list see office coworking studio hall tennis squash badminton padel appointment schedule scheduler system shared their own customer guest client employee colleague team calendar",
  keeps: [
    /\b(?:every(?:one|body)|any(?:one|body)|visitors|people) (?:can |may |sees? )?(?:book|reserve|see (?:what is |what's |which )?(?:free|available))\b/,
    /\b(?:two|2) (?:bookings|reservations|people|appointments|customers|guests|persons)\b[^,.;]*\bsame (?:time|slot|hour)\b[^,.;]*\b(?:not|never|impossible|refused|rejected|can't|cannot|conflict)\b(?: (?:be|possible|allowed))*/,
    /\b(?:nobody|no one|no-one)(?: else)? (?:can|may) (?:take|book|reserve|get)\b[^,.;]*\b(?:reserved|booked|taken|same|already)\b(?: [a-z]+)?/,
    new RegExp(`(?:\\b(?:two|2) [a-z]+ )?\\b${NOT}\\b(?:(?!more than|\\d)[^,.;])*\\b${CLASH}(?: (?:bookings?|reservations?|be|possible|booked))*`),
    new RegExp(`\\b${CLASH}\\b(?:(?!more than|\\d)[^,.;])*\\b${NOT}\\b(?: (?:be|possible|happen|allowed|accepted|booked))*`),
    /\bno (?:two|2) (?:bookings|reservations|people|appointments|customers|guests|persons)\b[^,.;]*\bsame (?:time|slot|hour)\b/,
    /\bonly (?:if|when) (?:it'?s?|they're|they are|the \w+)?(?: is)? ?(?:free|available)\b/,
    /\b(?:his|her|their|my|its) own (?:bookings?|reservations?|appointments?)\b/,
    /\b(?:is|are) (?:already |still )?(?:taken|free|booked)\b/,
    /\bonly +kept\b/,
  ],
  contradicts: [/\b(?:weekdays?|weekends?|working days?|business days?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b/],
  sets: [{ of: "slots?", values: "" }],
  lacks: [/\bwho (?:has )?(?:booked|reserved)\b/, /\b(?:half|whole|full|all|several|multiple)[- ]days?\b|\bnights?\b|\bover ?night\b|\brecurr|\bevery week\b|\bweekly\b/, /\bqueue|\bwaiting/],
  asks: {
    slotMinutes: [{ says: /\b(15|30|60)[- ]?min(?:ute)?s?(?:[- ]long)?(?: time)? (?:slots?|bookings?|appointments?)\b|\bslots? (?:of|are|last) (15|30|60) min(?:ute)?s\b/ }, { says: /\bhalf[- ](?:an )?hour(?:ly)?(?: slots?)?\b/, value: "30" }, { says: /\b(?:hourly|(?:one|1|an?)[- ]hour)(?:[- ]long)? slots?\b/, value: "60" }],
    opensAt: [{ says: /\b(?:from|between|opens? at) (\d{1,2})(?::00)?(?: ?am)?(?= *(?:to|until|till|and|-))/ }, { says: /^(\d{1,2})(?::00)?(?: ?am)?(?= *(?:to|until|till|-) *(?:1[7-9]|2[0-4])(?::00)?$)/ }],
    closesAt: [{ says: /kept *(?:to|until|till|and|-) (\d{1,2})(?::00)?\b(?! ?[ap]m)/ }, ...[5, 6, 7, 8, 9, 10].map((hour) => ({ says: new RegExp(`kept *(?:to|until|till|and|-) ${hour}(?::00)? ?pm`), value: hour + 12 }))],
  },
  parameters: [
    { name: "slotMinutes", label: "Length of a slot", help: "In minutes. Bookings start and end at slots.", kind: "choice", default: "30", options: ["15", "30", "60"] },
    { name: "opensAt", label: "Opens at", help: "The hour of the day at which the first slot starts.", kind: "integer", default: 8, min: 0, max: 9 },
    { name: "closesAt", label: "Closes at", help: "The hour of the day at which the last slot ends.", kind: "integer", default: 18, min: 17, max: 24 },
  ],
  picture: [
    { caption: "Add a room", method: "POST", path: "/resources", body: { name: "Blue room", capacity: 8 }, status: 201, reply: { name: "Blue room", capacity: 8 } },
    { caption: "Add it again", method: "POST", path: "/resources", body: { name: "blue room" }, status: 409, reply: { error: { code: "name_taken", message: "There is already a resource with this name" } } },
    { caption: "See your bookings", method: "GET", path: "/bookings", status: 200, reply: { items: [], total: 0 } },
  ],
  contractTests: (values) => {
    const slot = Number(values["slotMinutes"]);
    const [opens, closes] = [Number(values["opensAt"]) * 60, Number(values["closesAt"]) * 60];
    const slotCount = (closes - opens) / slot;
    return [
      {
        name: "A room is booked, and its time is taken",
        steps: [
          room("Blue room"),
          step("POST", "/bookings", 201, { body: { ...hours("10:00", "12:00"), title: " Weekly " }, expect: { resourceId: "{{room}}", title: "Weekly", date: DAY, start: "10:00", end: "12:00", minutes: 120 }, capture: { booking: "/id" } }),
          step("GET", "/bookings/{{booking}}", 200, { expect: { id: "{{booking}}", start: "10:00", end: "12:00" } }),
          step("GET", `/resources/{{room}}/availability?date=${DAY}`, 200, { expect: { date: DAY, slotMinutes: slot, freeSlots: slotCount - 120 / slot, slots: { $length: slotCount } } }),
          step("GET", `/resources/{{room}}/availability?date=${DAY}`, 200, { expect: { slots: { $contains: { start: "10:00", end: time(600 + slot), isFree: false } } } }),
          step("GET", `/resources/{{room}}/availability?date=${DAY}`, 200, { expect: { slots: { $contains: { start: time(720 - slot), end: "12:00", isFree: false } } } }),
          step("GET", `/resources/{{room}}/availability?date=${DAY}`, 200, { expect: { slots: { $contains: { start: "12:00", isFree: true } } } }),
          step("GET", `/resources/{{room}}/availability?date=${DAY}`, 200, { expect: { slots: { $contains: { start: time(closes - slot), end: time(closes), isFree: true } } } }),
          step("GET", "/resources/{{room}}/availability?date=2999-06-04", 200, { expect: { freeSlots: slotCount, slots: { $every: { isFree: true } } } }),
        ],
      },
      {
        name: "Overlapping bookings are refused and leave nothing behind",
        steps: [
          room("Court"), room("Other court", "other"),
          step("POST", "/bookings", 201, { body: hours("11:00", "13:00"), as: "anna" }),
          ...[["11:00", "13:00"], ["10:00", "12:00"], ["12:00", "14:00"], ["10:00", "14:00"]].map(([start = "", end = ""]) => step("POST", "/bookings", 409, { body: hours(start, end), ...taken, as: "ben" })),
          step("GET", `/resources/{{room}}/availability?date=${DAY}`, 200, { expect: { freeSlots: slotCount - 120 / slot } }),
          step("POST", "/bookings", 201, { body: hours("10:00", "11:00"), as: "ben" }), step("POST", "/bookings", 201, { body: hours("13:00", "14:00"), as: "ben" }),
          step("POST", "/bookings", 201, { body: hours("11:00", "13:00", "2999-06-04"), as: "ben" }), step("POST", "/bookings", 201, { body: { ...hours("11:00", "13:00"), resourceId: "{{other}}" }, as: "ben" }),
        ],
      },
      {
        name: "A cancelled booking frees its time",
        steps: [
          room("Desk"),
          step("POST", "/bookings", 201, { body: hours("10:00", "12:00"), capture: { booking: "/id" } }), step("POST", "/bookings", 409, { body: hours("11:00", "12:00"), ...taken }),
          step("DELETE", "/bookings/{{booking}}", 204), step("GET", "/bookings/{{booking}}", 404, missing), step("DELETE", "/bookings/{{booking}}", 404, missing),
          step("GET", `/resources/{{room}}/availability?date=${DAY}`, 200, { expect: { freeSlots: slotCount } }), step("POST", "/bookings", 201, { body: hours("11:00", "12:00") }),
        ],
      },
      {
        name: "Times outside of the hours and between slots are refused",
        steps: [
          room("Hall"),
          ...refused("/bookings", hours("12:00", "12:00"), hours("12:00", "11:00"), hours("10:00", "10:07"), hours("10:07", "11:00"), hours("9:00", "10:00"), hours("10:00", "25:00"), hours("10:00", "11:60"), hours("10:00", "11:00", "2020-01-01"), hours("10:00", "11:00", "2999-02-30"), hours("10:00", "11:00", "soon"), hours("10:00", "11:00", "3000-01-01"), hours(time(opens), time(closes + slot))),
          ...(opens > 0 ? refused("/bookings", hours(time(opens - slot), "10:00")) : []),
          ...(slotCount > 24 ? [...refused("/bookings", hours(time(opens), time(opens + 25 * slot))), step("POST", "/bookings", 201, { body: hours(time(opens), time(opens + 24 * slot)) })] : [step("POST", "/bookings", 201, { body: hours(time(opens), time(closes)) })]),
          step("POST", "/bookings", 201, { body: hours(time(closes - slot), time(closes), "2999-12-31"), expect: { minutes: slot } }),
        ],
      },
      {
        name: "Nobody sees or cancels another caller's bookings",
        steps: [
          room("Studio"),
          step("POST", "/bookings", 201, { body: { ...hours("10:00", "11:00"), title: "Secret" }, capture: { booking: "/id" }, as: "anna" }),
          step("GET", "/bookings", 200, { expect: { items: [], total: 0 }, as: "ben" }), step("GET", "/bookings/{{booking}}", 404, { ...missing, as: "ben" }), step("DELETE", "/bookings/{{booking}}", 404, { ...missing, as: "ben" }),
          step("GET", `/resources/{{room}}/availability?date=${DAY}`, 200, { expect: { slots: { $contains: { start: "10:00", isFree: false } } }, as: "ben" }),
          step("GET", "/bookings", 200, { expect: { items: [{ title: "Secret" }], total: 1 }, as: "anna" }),
        ],
      },
      {
        name: "Bookings are listed by date, between dates and in pages",
        steps: [
          room("Lab"), room("Annex", "annex"),
          step("POST", "/bookings", 201, { body: hours("10:00", "11:00", "2999-06-05") }), step("POST", "/bookings", 201, { body: hours("10:00", "11:00", "2999-06-04") }), step("POST", "/bookings", 201, { body: { ...hours("10:00", "11:00", "2999-06-06"), resourceId: "{{annex}}" } }),
          step("GET", "/bookings", 200, { expect: { items: [{ date: "2999-06-04" }, { date: "2999-06-05" }, { date: "2999-06-06" }], total: 3 } }), step("GET", "/bookings?from=2999-06-05", 200, { expect: { total: 2 } }), step("GET", "/bookings?to=2999-06-05", 200, { expect: { total: 2 } }), step("GET", "/bookings?from=2999-06-05&to=2999-06-05", 200, { expect: { total: 1 } }), step("GET", "/bookings?resourceId={{annex}}", 200, { expect: { items: [{ date: "2999-06-06" }], total: 1 } }),
          step("GET", "/bookings?limit=2", 200, { expect: { items: { $length: 2 } }, capture: { cursor: "/cursor" } }), step("GET", "/bookings?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ date: "2999-06-06" }], cursor: null } }),
          ...["limit=0", "limit=101", "limit=abc", "from=soon", "unknown=1", "cursor=garbage"].map((query) => step("GET", `/bookings?${query}`, 422, invalid)), step("GET", "/bookings?limit=100", 200),
        ],
      },
      {
        name: "Resources are listed, and deleted when nothing is booked",
        steps: [
          room("beta", "beta"), room("Alpha"), step("GET", "/resources", 200, { expect: { items: [{ name: "Alpha" }, { name: "beta" }], total: 2 } }), step("GET", "/resources?limit=1", 200, { expect: { items: { $length: 1 }, cursor: { $type: "string" } } }), step("GET", "/resources?limit=101", 422, invalid),
          step("GET", "/resources/{{room}}", 200, { expect: { id: "{{room}}", name: "Alpha", description: "", capacity: null } }),
          step("POST", "/bookings", 201, { body: hours("10:00", "11:00"), capture: { booking: "/id" } }), step("DELETE", "/resources/{{room}}", 409, { expect: { error: { code: "has_bookings" } } }), step("DELETE", "/bookings/{{booking}}", 204), step("DELETE", "/resources/{{room}}", 204),
          step("GET", "/resources/{{room}}", 404, missing), step("DELETE", "/resources/{{room}}", 404, missing), step("GET", `/resources/{{room}}/availability?date=${DAY}`, 404, missing), ...refused("/bookings", hours("10:00", "11:00")), step("GET", "/resources/{{beta}}/availability", 422, invalid), step("GET", "/resources/{{beta}}/availability?date=today", 422, invalid), step("GET", "/resources/nothing", 404, missing),
          step("POST", "/resources", 201, { body: { name: "alpha" } }), step("POST", "/resources", 409, { body: { name: "ALPHA" }, expect: { error: { code: "name_taken" } } }),
          ...refused("/resources", {}, { name: "" }, { name: "x".repeat(101) }, { name: "x", capacity: 0 }, { name: "x", capacity: 1.5 }, { name: "x", color: "red" }, { name: "x", description: "x".repeat(1001) }),
        ],
      },
      { name: "What isn't a booking is refused", steps: [room("Room"), ...refused("/bookings", {}, { resourceId: "{{room}}" }, { ...hours("10:00", "11:00"), resourceId: "nothing" }, { ...hours("10:00", "11:00"), resourceId: "" }, { ...hours("10:00", "11:00"), title: "x".repeat(201) }, { ...hours("10:00", "11:00"), owner: "me" }), step("GET", "/bookings", 200, { expect: { total: 0 } })] },
    ];
  },
};
