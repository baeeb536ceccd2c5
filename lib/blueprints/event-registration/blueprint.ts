import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const error = (code: string) => ({ expect: { error: { code } } });
const NOBODY = "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e";
const startsAt = "2999-06-01T18:00:00Z";
const event = (key: string, more: { [key: string]: Json } = {}, as?: string) => step("POST", "/events", 201, { body: { title: "Party", startsAt, ...more }, capture: { [key]: "/id" }, as });
const register = (as: string, status: number, expect: Json) => step("POST", "/events/{{id}}/registration", status, { body: { name: as }, expect, as });
const seat = (as: string) => register(as, 201, { status: "registered", position: null });

/** Each is checked as JSON by itself. */
const bodies = (list: { [key: string]: Json }[]) => list;

export const eventRegistration: Blueprint = {
  id: "event-registration",
  name: "Event registration",
  summary: "Events with seats, one registration per caller and a waiting list that moves up.",
  description: "Keeps events with a number of seats; each caller registers once, gets a seat or a place on the waiting list, and gives it back; organisers see who comes.",
  about: "`POST /events` with `{ \"title\": \"…\", \"startsAt\": \"2030-06-01T18:00:00Z\", \"capacity\": 50 }` announces, `POST /events/{id}/registration` with `{ \"name\": \"Ann\" }` registers, `DELETE` of the same gives the seat back. `GET /events/{id}/attendees` is the organiser's.",
  category: "events",
  points: ["Seats are taken in one atomic step: no event is ever overbooked", "Who comes late waits, and moves up when a seat is given back or added", "Organisers change and call off their own events and see the attendees; everybody sees only their own registrations"],
  assumptions: ["A caller registers once per event, for one seat", "Only who announced an event changes it and sees its attendees", "Nobody registers for an event that has started"],
  publicRoutes: [],
  examplePrompt: "Event registration with limited seats and a waiting list",
  signals: [/\b(?:register\w*|registrations?|sign ?-?ups?|enrol\w*)\b.*\b(?:waiting ?-?lists?|waitlists?|limited (?:places|seats|spots))\b/, 
    /\bevents?\b.*\b(?:registrations?|register(?:ing|s)?|rsvps?|attend\w*|seats?|sign ?-?ups?|waiting ?-?lists?|waitlists?)\b/, /\b(?:registrations?|register|rsvps?|sign ?-?ups?|attendees?)\b.*\b(?:events?|workshops?|meetups?|seminars?|conferences?)\b/,
    /\b(?:workshops?|meetups?|seminars?|conferences?)\b.*\b(?:registrations?|register|rsvps?|seats?|waiting ?-?lists?|waitlists?)\b/,
  ],
  vocabulary: "per-event per-person per-consumer per-class per-workshop optional event workshop meetup seminar conference party registration register registering registered unregister rsvp rsvping attendee attendance attend attending attends guest participant visitor seat place capacity limited limit maximum max number waiting waitlist waitlisted list wait queue full fully booked sign signup up join joining leave leaving cancel canceling cancelling cancellation cancelled call off move moved moving automatic automatically next free available atomic overbook overbooked overbooking never once per consumer organiser organizer host see who come coming manage management managing platform system online and start location when someone drop out spot title description date time class course talk lesson sign-up sign-ups",
  keeps: [
    /\b(?:every(?:one|body)|any(?:one|body)|visitors|people) (?:can |may |sees? )?(?:register|sign up|rsvp|join)\b/,
    /\btitles? (?:is |are |must be )?required\b|\brequired titles?\b/,
    /\b(?:limited|max(?:imum)?|limit(?:ed)? (?:to|of|on)|fixed)(?: number)?(?: of)?(?: (?:the |participants?|seats?|attendees?|places?|guests?|people|spots?|capacity|visitors?))+/,
    /\b(?:no|not|never|nobody|can't|cannot|without|closed?|stops?)\b(?: (?:more|new|further|one|anyone|else|can|be|register|registrations?|sign[- ]?ups?|bookings?|is|are|to|after|it|an?|the|events?|when|if|once|possible|accepted|allowed|get|gets))* (?:full|overbook\w*|sold out)\b/,
    /\b(?:no|not|never)\b[^,.;]*\bmore (?:\w+ ){0,3}than (?:the |its )?(?:capacity|seats|places|limit|spots)\b/,
    /\b(?:when|if|once|until|as soon as|after) (?:it|the event|an event|they|that)?(?:'s| is| are)? ?(?:full|fully booked)\b/,
    /\b(?:once|only once)(?: (?:per|for each|for every|for an?|for the same) event)?\b|\bone registration (?:per|for each) (?:person|user|caller|consumer)\b/,
    /\b(?:can't|cannot|not|never|nobody|no one)\b[^,.;]*\b(?:register|sign up|registered)(?: for the same event)? twice(?: (?:for|at) (?:the same |an )?event)?/,
    /\bonly (?:the |its )?(?:organi[sz]er|host|owner) (?:can |may )?(?:sees?|changes?|edits?|calls? off|lists?)\b/,
    /\b(?:his|her|their|my) own (?:events?|registrations?)\b/,
  ],
  sets: [{ of: "status|statuses|states?", values: "registered, waiting, waitlisted, full, cancelled, canceled" }],
  lacks: [/\b(?:bring|plus one|\+1|companions?)\b/, /\bpay|\btickets?\b|\bprices?\b/],
  asks: {
    defaultCapacity: [{ says: /(?<!waiting ?list (?:of|with|for) )\b(?:(?:at most|up to|(?:an? )?(?:max(?:imum)?|limit|capacity)(?: of)?|limited to|no more than|only) )?(?<!\b(?:groups?|teams?|tables?|famil\w+|part(?:y|ies)) of )(\d+) (?:seats|places|spots|participants|attendees|people|guests)\b(?: (?:max(?:imum)?|at most))?/ }],
    waitingPlaces: [{ says: /\bwaiting ?list (?:of|with|for)(?: up to| at most)? (\d+)(?: people| places)?\b/ }],
  },
  parameters: [
    { name: "defaultCapacity", label: "Seats per event", help: "Of an event whose seats the call doesn't name.", kind: "integer", default: 50, min: 1, max: 10_000 },
    { name: "waitingPlaces", label: "Waiting list", help: "How many may wait for a seat; 0 means no waiting list.", kind: "integer", default: 100, min: 0, max: 1000 },
  ],
  picture: [
    { caption: "Announce an event", method: "POST", path: "/events", body: { title: "Summer party", location: "The garden", startsAt: "2999-06-01T20:00:00+02:00", capacity: 30 }, status: 201, reply: { title: "Summer party", startsAt: "2999-06-01T18:00:00.000Z", capacity: 30, registered: 0, seatsLeft: 30 } },
    { caption: "See coming events", method: "GET", path: "/events?from=2999-01-01T00:00:00Z", status: 200, reply: { items: [{ title: "Summer party", seatsLeft: 30, waiting: 0 }], total: 1 } },
    { caption: "See your registrations", method: "GET", path: "/registrations", status: 200, reply: { items: [], total: 0 } },
  ],
  contractTests: ({ defaultCapacity, waitingPlaces }) => [
    {
      name: "A caller registers once and gives the seat back",
      steps: [
        event("id", { capacity: 2, location: " Hall " }), step("POST", "/events/{{id}}/registration", 201, { body: { name: " Ann " }, expect: { eventId: "{{id}}", name: "Ann", status: "registered", position: null }, as: "ann" }),
        register("ann", 409, { error: { code: "already_registered" } }), step("GET", "/events/{{id}}", 200, { expect: { title: "Party", location: "Hall", capacity: 2, registered: 1, seatsLeft: 1, waiting: 0 } }), step("GET", "/events/{{id}}/registration", 200, { expect: { name: "Ann", status: "registered" }, as: "ann" }),
        step("DELETE", "/events/{{id}}/registration", 204, { as: "ann" }), step("DELETE", "/events/{{id}}/registration", 404, { ...missing, as: "ann" }), step("GET", "/events/{{id}}/registration", 404, { ...missing, as: "ann" }), step("GET", "/events/{{id}}", 200, { expect: { registered: 0, seatsLeft: 2 } }), seat("ann"),
        step("GET", "/registrations", 200, { expect: { items: [{ eventId: "{{id}}", name: "ann" }], total: 1 }, as: "ann" }),
      ],
    },
    ...(Number(waitingPlaces) < 3 ? [{ name: "No more wait than may", steps: [event("id", { capacity: 1 }), seat("ann"), ...Array.from({ length: Number(waitingPlaces) }, (_item, index) => register(`w${index}`, 201, { status: "waiting", position: index + 1 })), register("late", 409, { error: { code: "full" } }), step("GET", "/events/{{id}}/registration", 404, { as: "late" }), step("GET", "/events/{{id}}", 200, { expect: { registered: 1, waiting: Number(waitingPlaces) } }), step("GET", "/events/{{id}}/attendees", 200, { expect: { items: { $length: 1 + Number(waitingPlaces) }, total: 1 + Number(waitingPlaces) } }), step("DELETE", "/events/{{id}}/registration", 204, { as: "ann" }), ...(Number(waitingPlaces) === 0 ? [seat("late")] : [])] }] : [
      {
        name: "Who comes late waits and moves up in order",
        steps: [
          event("id", { capacity: 1 }, "org"), seat("ann"), register("ben", 201, { status: "waiting", position: 1 }), register("cleo", 201, { status: "waiting", position: 2 }), register("dan", 201, { status: "waiting", position: 3 }),
          step("GET", "/events/{{id}}", 200, { expect: { registered: 1, seatsLeft: 0, waiting: 3 } }), step("DELETE", "/events/{{id}}/registration", 204, { as: "ben" }), step("GET", "/events/{{id}}/registration", 200, { expect: { status: "waiting", position: 1 }, as: "cleo" }),
          step("DELETE", "/events/{{id}}/registration", 204, { as: "ann" }), step("GET", "/events/{{id}}/registration", 200, { expect: { status: "registered", position: null }, as: "cleo" }), step("GET", "/events/{{id}}/registration", 200, { expect: { status: "waiting", position: 1 }, as: "dan" }), step("GET", "/events/{{id}}", 200, { expect: { registered: 1, waiting: 1 } }),
          register("ann", 201, { status: "waiting", position: 2 }), step("PATCH", "/events/{{id}}", 200, { body: { capacity: 4 }, expect: { capacity: 4, registered: 3, seatsLeft: 1, waiting: 0 }, as: "org" }), step("GET", "/events/{{id}}/registration", 200, { expect: { status: "registered" }, as: "ann" }),
          step("PATCH", "/events/{{id}}", 409, { body: { capacity: 2 }, ...error("too_few_seats"), as: "org" }), step("PATCH", "/events/{{id}}", 200, { body: { capacity: 3 }, expect: { seatsLeft: 0 }, as: "org" }),
        ],
      },
      {
        name: "The organiser sees who comes, and nobody else does",
        steps: [
          event("id", { capacity: 2 }, "org"), seat("ann"), seat("ben"), register("cleo", 201, { status: "waiting" }),
          step("GET", "/events/{{id}}/attendees", 200, { expect: { items: [{ name: "ann", status: "registered" }, { name: "ben" }, { name: "cleo", status: "waiting" }], total: 3 }, as: "org" }), step("GET", "/events/{{id}}/attendees?status=waiting", 200, { expect: { items: [{ name: "cleo" }], total: 1 }, as: "org" }),
          step("GET", "/events/{{id}}/attendees?limit=2", 200, { expect: { items: { $length: 2 } }, capture: { cursor: "/cursor" }, as: "org" }), step("GET", "/events/{{id}}/attendees?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ name: "cleo" }], cursor: null }, as: "org" }),
          step("GET", "/events/{{id}}/attendees", 404, { ...missing, as: "ann" }), step("GET", "/events/{{id}}/attendees?limit=101", 422, { ...invalid, as: "org" }), step("GET", "/events/{{id}}/attendees?status=maybe", 422, { ...invalid, as: "org" }),
          step("PATCH", "/events/{{id}}", 404, { body: { title: "Mine" }, ...missing, as: "ann" }), step("DELETE", "/events/{{id}}", 404, { ...missing, as: "ann" }), step("GET", "/events?mine=true", 200, { expect: { items: [], total: 0 }, as: "ann" }), step("GET", "/events?mine=true", 200, { expect: { total: 1 }, as: "org" }),
          step("GET", "/registrations", 200, { expect: { items: [], total: 0 }, as: "org" }), step("GET", "/registrations", 200, { expect: { items: [{ name: "cleo", status: "waiting", position: 1 }], total: 1 }, as: "cleo" }),
        ],
      },
    ]),
    {
      name: "Events are listed by when they start, and searched",
      steps: [
        event("c", { title: "Third", startsAt: "2999-03-01T00:00:00+01:00" }), event("a", { title: "First talk", startsAt: "2999-01-01T10:00:00Z" }), event("b", { title: "Second TALK", startsAt: "2999-02-01T10:00:00.5Z" }),
        step("GET", "/events", 200, { expect: { items: [{ title: "First talk" }, { title: "Second TALK" }, { title: "Third", startsAt: "2999-02-28T23:00:00.000Z" }], total: 3 } }), step("GET", "/events?q=talk", 200, { expect: { total: 2 } }), step("GET", "/events?from=2999-02-01T10:00:00.500Z", 200, { expect: { items: [{ title: "Second TALK" }, { title: "Third" }], total: 2 } }),
        step("GET", "/events?limit=2", 200, { expect: { items: { $length: 2 } }, capture: { cursor: "/cursor" } }), step("GET", "/events?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ title: "Third" }], cursor: null } }), step("GET", "/events?limit=100", 200), step("GET", "/registrations?limit=0", 422, invalid),
        ...["limit=0", "limit=101", "from=tomorrow", "mine=false", "cursor=garbage", "q="].map((query) => step("GET", `/events?${query}`, 422, invalid)),
      ],
    },
    {
      name: "An event is changed and called off",
      steps: [
        event("id", {}, "org"), step("GET", "/events/{{id}}", 200, { expect: { capacity: Number(defaultCapacity), location: "" } }), step("PATCH", "/events/{{id}}", 200, { body: { title: "Gala", startsAt: "2999-07-01T18:00:00Z" }, expect: { title: "Gala", startsAt: "2999-07-01T18:00:00.000Z", capacity: Number(defaultCapacity) }, as: "org" }), seat("ann"),
        step("PATCH", "/events/{{id}}", 422, { body: {}, ...invalid, as: "org" }), step("PATCH", "/events/{{id}}", 422, { body: { taken: 0 }, ...invalid, as: "org" }), step("DELETE", "/events/{{id}}", 204, { as: "org" }), step("GET", "/events/{{id}}", 404, missing), step("DELETE", "/events/{{id}}", 404, { ...missing, as: "org" }), register("ben", 404, { error: { code: "not_found" } }), step("GET", "/registrations", 200, { expect: { items: [], total: 0 }, as: "ann" }), step("GET", "/events/{{id}}/registration", 404, { as: "ann" }),
      ],
    },
    {
      name: "What isn't an event is refused, and nobody registers for one that has started",
      steps: [
        ...bodies([{}, { title: "x" }, { title: " ", startsAt }, { title: "x".repeat(201), startsAt }, { title: "x", startsAt: "2030-06-01" }, { title: "x", startsAt: "2030-02-30T10:00:00Z" }, { title: "x", startsAt, capacity: 0 }, { title: "x", startsAt, capacity: 10_001 }, { title: "x", startsAt, capacity: 2.5 }, { title: "x", startsAt, seats: 3 }]).map((body) => step("POST", "/events", 422, { body, ...invalid })),
        event("id", { startsAt: "2020-01-01T00:00:00Z" }), register("ann", 409, { error: { code: "started" } }), event("next"), ...bodies([{}, { name: " " }, { name: "x".repeat(101) }, { name: "Ann", status: "registered" }]).map((body) => step("POST", "/events/{{next}}/registration", 422, { body, ...invalid })),
        step("GET", `/events/${NOBODY}`, 404, missing), step("GET", "/events/nothing", 404, missing), step("POST", `/events/${NOBODY}/registration`, 404, { body: { name: "x" }, ...missing }), step("GET", `/events/${NOBODY}/attendees`, 404, missing), step("DELETE", "/events/nothing/registration", 404, missing), step("PATCH", `/events/${NOBODY}`, 404, { body: { title: "x" }, ...missing }),
      ],
    },
  ],
};
