import type { Json } from "#lib/versions/schema.ts";
import type { Field } from "./resource-plan.ts";

/** The value of a field that is never below another: above that one's, but not so far that times overlap those of the next. */
export function later(value: Json): Json {
  if (typeof value === "number") return value + 1000;
  const text = String(value);
  if (text.length === TIME) return `${text.slice(0, 2)}:59`;
  const isDay = text.length === DAY;
  const moved = new Date(Date.parse(text) + (isDay ? 86_400_000 : 3_600_000)).toISOString();
  return isDay ? moved.slice(0, DAY) : moved;
}

/** Lengths of `09:30` and of `2031-01-15`. */
const TIME = 5;
const DAY = 10;

/** The options with which a document can still be changed and deleted. */
export const openOptions = ({ options = [], locks }: Pick<Field, "options" | "locks">): string[] => options.filter((option) => !locks?.values.includes(option));
