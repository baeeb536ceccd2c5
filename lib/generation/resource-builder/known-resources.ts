import type { Field } from "./resource-plan.ts";
import { onLastWord, singular } from "./words.ts";

const field = (label: string, name: string, kind: Field["kind"], more: Partial<Field> = {}): Field => ({ name, label, kind, isRequired: true, isUnique: false, ...more });
const optional = { isRequired: false } as const;
const done = (): Field => field("done", "done", "boolean", optional);

/** Things that everybody means the same by: what they have when the description doesn't say. The first field names the thing. */
const KNOWN: Record<string, () => Field[]> = {
  todo: () => [field("title", "title", "text"), field("due date", "dueDate", "date", optional), done()],
  task: () => [field("title", "title", "text"), field("due date", "dueDate", "date", optional), done()],
  contact: () => [field("name", "name", "text"), field("email", "email", "email"), field("phone", "phone", "phone", optional)],
  book: () => [field("title", "title", "text"), field("author", "author", "text"), field("year", "year", "integer", { ...optional, min: 0 })],
  note: () => [field("title", "title", "text"), field("text", "text", "longText")],
  bookmark: () => [field("title", "title", "text"), field("url", "url", "url"), field("tags", "tags", "list", optional)],
  expense: () => [field("description", "description", "text"), field("amount", "amount", "money", { min: 0 }), field("date", "date", "date"), field("category", "category", "text", optional)],
  recipe: () => [field("title", "title", "text"), field("ingredients", "ingredients", "list"), field("instructions", "instructions", "longText")],
  movie: () => [field("title", "title", "text"), field("director", "director", "text", optional), field("year", "year", "integer", { ...optional, min: 0 })],
  customer: () => [field("name", "name", "text"), field("email", "email", "email"), field("phone", "phone", "phone", optional)],
  product: () => [field("name", "name", "text"), field("price", "price", "money", { min: 0 }), field("quantity", "quantity", "integer", { ...optional, min: 0 })],
  event: () => [field("title", "title", "text"), field("date", "date", "date"), field("location", "location", "text", optional)],
  quote: () => [field("text", "text", "longText"), field("author", "author", "text", optional)],
  employee: () => [field("name", "name", "text"), field("email", "email", "email"), field("department", "department", "text", optional)],
  student: () => [field("name", "name", "text"), field("email", "email", "email")],
  course: () => [field("title", "title", "text"), field("description", "description", "longText", optional)],
  member: () => [field("name", "name", "text"), field("email", "email", "email")],
  "blog post": () => [field("title", "title", "text"), field("content", "content", "longText"), field("author", "author", "text", optional)],
  "shopping item": () => [field("name", "name", "text"), field("quantity", "quantity", "integer", { ...optional, min: 0 }), field("bought", "bought", "boolean", optional)],
};

export const knownFields = (singular: string): Field[] | undefined => (Object.hasOwn(KNOWN, singular) ? KNOWN[singular]?.() : undefined);

/** What a known thing is pointless without, though its name isn't enough: a bookmark's address. */
export const ESSENTIAL: Record<string, string> = { note: "text", bookmark: "url", expense: "amount" };

/** Other words for known things. */
const ALIAS: Record<string, string> = {
  "contact book": "contact", "phone list": "contact", "telephone list": "contact", "address list": "contact", "address book": "contact", "phone book": "contact", phonebook: "contact", "todo list": "todo", "todo item": "todo", "todo task": "todo",
  "task list": "task", "shopping list": "shopping item", "grocery list": "shopping item", "shopping list item": "shopping item", blog: "blog post", "recipe book": "recipe", "recipe box": "recipe", "recipe collection": "recipe", cookbook: "recipe",
  notebook: "note", "note book": "note", "guest book": "guestbook entry", guestbook: "guestbook entry", inventory: "inventory item", stock: "inventory item", wishlist: "wishlist item", leaderboard: "leaderboard entry", "feedback form": "feedback", "appointment booking": "appointment",
  "bucket list": "bucket list item", playlist: "song", "song playlist": "song", "music playlist": "song", "book library": "book", "reading list": "book",
};

/** The singular noun phrase behind a name: `book collection` is about books, `contact book` about contacts. */
export function resolveNoun(phrase: string): string {
  // The inventory of a room holds items, not rooms.
  if (/^(?:room|household|house|home|warehouse|shop|store|lab|office|kitchen|garage|school|club|workshop) inventory$/.test(phrase)) return "inventory item";
  const alias = Object.hasOwn(ALIAS, phrase) ? ALIAS[phrase] : undefined;
  if (alias) return alias;
  if (Object.values(ALIAS).includes(phrase) || /^(?:[a-z]+ )?(?:job|loan|visa|grant|membership|college|university|course|school|scholarship|adoption|patent|permit|funding|citizenship|internship|volunteer|[a-z]+ing) application$/.test(phrase)) return phrase;
  if (phrase === "route planner") return phrase;
  if (phrase.endsWith(" waiting list")) return `${phrase} entry`;
  // A car's services are no cars.
  if (/ (?:service|maintenance|repair) (?:log|record|history|tracker|diary|book)$/.test(phrase)) return phrase.replace(/ (?:log|record|tracker|diary|book)$/, "");
  if (/^(?:car|bike|boat|boiler|vehicle|machine|church|lawn|motorbike|truck|van|tractor|heating|lift) service$/.test(phrase)) return phrase;
  const signup = /^(.*) sign ?ups? (?:sheet|list|form)$/.exec(phrase)?.[1];
  if (signup !== undefined) return `${signup} registration`;
  // A plant watering tracker is of plants.
  const kept = /^(.+) (?:watering|hunting|watching|spotting|collecting|viewing) (?:list|tracker|log|diary|journal|record|collection)$/.exec(phrase)?.[1];
  if (kept !== undefined) return kept;
  const held = /^(.*\b(?:museum|gallery|archive|warehouse|shop|school|lab|office|club|library|church|cupboard|cabinet|storeroom|kitchen|garage)) (?:inventory|catalogue|catalog|collection|database)$/.exec(phrase)?.[1];
  if (held !== undefined) return `${held} item`;
  if (/ (?:diary|journal|logbook|sheet|roster|waitlist|visitors? book|guest book|guestbook|order book)$/.test(phrase) || /ing (?:log|list|tracker)$/.test(phrase)) return `${phrase} entry`;
  const collected = /^(.+ collection) (?:calendar|schedule|plan|planner|timetable)$/.exec(phrase)?.[1];
  if (collected !== undefined) return collected;
  // What is written down of an aquarium, day by day, is no aquarium; a call log is of calls.
  if (LOGGED.test(phrase)) return `${phrase} entry`;
  const shorter = phrase.replace(/ (list|tracker|manager|collection|catalog(?:ue)?|database|db|library|log|directory|registry|register|archive|inventory|app|application|api|service|system|management|organi[sz]er|records?|data|planner)$/, "");
  // An invoice item is no invoice; a task item is a task.
  const known = phrase.replace(/ (?:item|entry)$/, "");
  if (known !== phrase && Object.hasOwn(KNOWN, known)) return known;
  // "books api" is about books: what was the last word is now in the plural.
  return shorter !== phrase && shorter !== "" ? resolveNoun(onLastWord(shorter, singular)) : phrase;
}

const LOGGED = /\b(?:aquarium|fish tank|tank|pond|pool|hive|beehive|greenhouse|terrarium|compost|house|car|truck|van|vehicle|tractor|machine|boat|ship|boiler|generator|engine|printer|server|egg|baby|pet|dog|cat|horse|plant|tree|cow|chicken|hen|goat|battery|panel|heating|weather|river|lake|oven|kiln|fridge|freezer|room|radio|fuel|petrol|mileage|energy|electricity) log(?: ?book)?$/;
