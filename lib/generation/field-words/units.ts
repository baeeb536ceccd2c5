import type { OutlineKind } from "../outline/schema.ts";

const LENGTH = "(?:km|m|cm|mm|miles?|feet|ft|inch(?:es)?|yards?|(?:kilo|centi|milli)?met(?:er|re)s?)";
const UNITS = new RegExp(`^(?:${LENGTH}|(?:square |cubic |sq ?)${LENGTH}|m2|m3|sqm|sq ?ft|km\\/h|kmh|mph|m\\/s|kg|g|gr|mg|kilos?|kilograms?|grams?|milligrams?|lbs?|oz|ounces?|tons?|tonnes?|l|ml|cl|dl|lit(?:er|re)s?|millilit(?:er|re)s?|gallons?|%|percent|percentage|c|f|°c|°f|celsius|fahrenheit|degrees?(?: celsius| fahrenheit| c| f)?|hours?|hrs?|h|minutes?|mins?|seconds?|secs?|s|days?|weeks?|months?|years?|watts?|w|kw|kwh|volts?|v|amps?|ph|ppm|hpa|bar|psi|hectares?|ha|acres?|kcal|calories|bpm|db|[kmg]?hz|lux|lumens?|knots?|[kmgt]b|mbar|nm|mg\\/dl|mmol\\/l|mg\\/l)$`);
const WHOLE = /^(?:days?|weeks?|months?|years?|kcal|calories|bpm)$/;
const MONEY = /^(?:euros?|eur|€|dollars?|usd|\$|pounds?(?: sterling)?|gbp|£|chf|francs?|cents?|rupees?|yen|kronor|crowns)$/;

/** What is measured in a unit; null where it is none. */
export const unitOf = (word: string): OutlineKind | null => (MONEY.test(word) ? "money" : UNITS.test(word) ? (WHOLE.test(word) ? "integer" : "number") : null);
/** What may be below zero. */
export const isSigned = (label: string): boolean => /\b(?:temperature|magnitude|celsius|fahrenheit|degrees|latitude|longitude|altitude|elevation|offset|change|difference|balance|profit|lat|lng|lon|dew point|dioptres?|sphere|cylinder)\b/.test(label);
