import { type Way, MUST, fieldSpokenOf } from "./constraint-way.ts";

const FORM = new RegExp(`^(?<name>.+?) ${MUST} (?:an? )?(?<kind>year|whole number|integer|number) (?:between|from) (?<min>\\d{1,9}) (?:and|to) (?<max>\\d{1,9})$`, "i");

/** "Vintage should be a year between 1900 and 2100": what is said to be a number is one, whatever its name. */
export const numbered: Way = (clause, draft) => {
  const { name = "", kind = "", min, max } = FORM.exec(clause)?.groups ?? {};
  const field = name === "" ? undefined : fieldSpokenOf(name, draft)?.field;
  const [least, most] = [Number(min), Number(max)];
  if (!field || !/^(?:text|integer|number)$/.test(field.kind) || least > most) return false;
  Object.assign(field, { kind: kind.toLowerCase() === "number" && field.kind !== "integer" ? "number" : "integer", min: least, max: most });
  delete field.isGuess;
  delete field.maxLength;
  return true;
};
