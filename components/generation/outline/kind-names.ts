import type { OutlineKind } from "#lib/generation/outline/schema.ts";

/** The kinds of a field, as they are chosen. */
export const KIND_NAMES: Record<OutlineKind, string> = {
  text: "Text", longText: "Long text", integer: "Whole number", number: "Number", money: "Money", boolean: "Yes or no", date: "Date", dateTime: "Date and time", time: "Time of day",
  email: "Email", phone: "Phone", url: "Link", choice: "Choice", list: "List of texts", reference: "Another thing",
};
