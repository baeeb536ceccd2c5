import { knownFields } from "../resource-builder/known-resources.ts";
import type { ReadOutline } from "./schema.ts";

/** Whether nothing in it was said but names of things: what they have is only what such things usually have. */
export const isBare = ({ outline }: ReadOutline): boolean =>
  outline.things.every(({ singular, fields }) => fields.every(({ name, isGuess }) => isGuess === true && (/^(?:name|amount)$/.test(name) || knownFields(singular)?.some(({ label }) => label === name) === true)));
