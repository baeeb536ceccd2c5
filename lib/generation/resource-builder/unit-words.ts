/** What is measured in a unit, when the unit stands for the field: "kilos", "square meters", "kWh produced", "metres of fabric". */
export function unitKind(label: string): "number" | "money" | "integer" | null {
  const [, unit = "", more = ""] = UNIT.exec(label) ?? [];
  if (unit === "" || (more !== "" && !MORE.test(more))) return null;
  if (/^(?:euros?|dollars?|francs?|rupees?|cents)$/.test(unit)) return "money";
  return WHOLE.test(unit) ? "integer" : "number";
}

const LENGTH = "(?:centi|milli|kilo)?met(?:er|re)s?|feet|foot|inch(?:es)?|yards?|km|cm|mm|miles?";
const UNIT = new RegExp(
  `^((?:square|cubic) (?:${LENGTH})|sq ?m|m2|m3|km2|${LENGTH}|kilos?|kilograms?|grams?|milligrams?|kg|mg|lbs?|pounds|ounces|oz|tons?|tonnes?|(?:milli|centi)?lit(?:er|re)s?|ml|gallons?|pints?|acres?|hectares?|` +
  "degrees|percent|k?wh?|kilowatts?|kilowatt hours?|watts?|volts?|amps?|decibels?|psi|ph|kcal|calories|kilojoules|euros?|dollars?|francs?|rupees?|cents|hours|minutes|seconds|days|weeks|months|nights|bpm|mmhg|lat|lng|lon)( .+)?$",
);
/** What stands behind a unit and leaves it a number. */
const MORE = /^ (?:start|end|total|before|after|now)$|^ (?:of|on|in|at|per|from|to|for|since|until|till|after|before|between) |^ [a-z]+(?:ed|en|nt|ght|own|old|ost|id)$|^ (?:read|run|swum|cut|left|lost|used|produced|consumed|away|off|over|long|wide|high|deep|late|early|overdue|remaining)$/;
const WHOLE = /^(?:kcal|calories|minutes|seconds|days|weeks|months|nights|bpm|mmhg)$/;
