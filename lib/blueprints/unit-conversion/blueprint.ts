import type { ContractTest } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";
import { quantities } from "./quantities.ts";

const convertsTo = (digits: number) => (value: number, from: string, to: string, result: number) =>
  step("GET", `/convert?value=${value}&from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`, 200, { expect: { result: { $close: Number(result.toPrecision(digits)) } } });

export const unitConversion: Blueprint = {
  id: "unit-conversion",
  name: "Unit conversion",
  summary: "Converts temperatures, lengths, masses, volumes and speeds.",
  description: "Converts a value from one unit to another: temperature, length, mass, volume and speed, 34 units by name or symbol.",
  about: "`GET /convert?value=100&from=celsius&to=fahrenheit` converts; `GET /convert/temperature?…` stays within one quantity; `POST /convert` takes JSON; `GET /units` lists what is known.",
  category: "utilities",
  points: ["GET /convert?value=…&from=…&to=… converts between units of one quantity", "Temperature, length, mass, volume and speed", "Unknown units, units of two quantities and temperatures below absolute zero are refused with 422"],
  assumptions: ["Cups, pints, quarts, gallons and spoons are those of the United States", "Results are rounded to twelve significant digits, or to fewer when you say so"],
  publicRoutes: [],
  examplePrompt: "Convert temperatures and lengths",
  signals: [
    /\b(convert|conversion|converter|converting)\b/,
    /\b(celsius|fahrenheit|kelvin|meters?|metres?|kilometers?|km|miles?|feet|inches|kg|pounds?|liters?|gallons?)\b.* (to|into|and|from) .*\b(celsius|fahrenheit|kelvin|meters?|metres?|kilometers?|km|miles?|feet|inches|kg|pounds?|liters?|gallons?)\b/,
  ],
  vocabulary: "per-hour per-second convert conversion converter converting unit measure measurement measuring temperature length distance mass weight volume speed celsius fahrenheit kelvin rankine centigrade degree c f k millimeter centimeter meter metre kilometer kilometre inch inche foot feet yard mile nautical milligram gram kilogram tonne ounce pound stone milliliter liter litre teaspoon tablespoon cup pint quart gallon knot mm cm m km kg g lb oz ml l mph kmh kph hour second per between different common metric imperial calculator value quantity physical ft kilos kilo lbs pounds grams ounces weights",
  keeps: [/\bbetween\b/, /\bvalid\w*\b(?= units?)/],
  lacks: [/\b(?:currenc|euros?|dollars?|time ?zones?|area|energy|pressure|power|bytes?|json|csv|roman|binary|hex\w*|base)\w*\b/, /(?<!\b(?:per|an?) |\/ ?)\b(?:hours?|seconds?)\b/],
  quantities,
  asks: {
    significantDigits: [{ says: /\b(\d+) (?:significant )?digits\b/ }],
  },
  parameters: [{ name: "significantDigits", label: "Significant digits", help: "Results are rounded to this many digits.", kind: "integer", default: 12, min: 6, max: 12 }],
  picture: [
    { caption: "Convert a temperature", method: "GET", path: "/convert?value=100&from=celsius&to=fahrenheit", status: 200, reply: { quantity: "temperature", value: 100, from: "celsius", to: "fahrenheit", result: 212 } },
    { caption: "Convert a length", method: "POST", path: "/convert", body: { value: 5, from: "km", to: "m" }, status: 200, reply: { quantity: "length", from: "kilometer", to: "meter", result: 5000 } },
    { caption: "Mix two quantities", method: "GET", path: "/convert?value=1&from=celsius&to=metre", status: 422, reply: { error: { code: "incompatible_units", message: "celsius is a unit of temperature, meter of length" } } },
  ],
  contractTests: (values) => contractTests(convertsTo(Number(values["significantDigits"]))),
};

const contractTests = (converts: ReturnType<typeof convertsTo>): ContractTest[] => [
  { name: "100 °C is 212 °F", steps: [step("GET", "/convert?value=100&from=celsius&to=fahrenheit", 200, { expect: { quantity: "temperature", value: 100, from: "celsius", to: "fahrenheit", result: 212 } })] },
  { name: "Temperatures are right", steps: [converts(-40, "celsius", "fahrenheit", -40), converts(0, "kelvin", "celsius", -273.15), converts(32, "F", "C", 0), converts(0, "rankine", "kelvin", 0), converts(37, "°C", "°F", 98.6)] },
  { name: "Results are rounded to the chosen digits", steps: [converts(1, "foot", "mile", 0.000189393939393939), converts(1, "m", "ft", 3.28083989501312), converts(7, "kg", "oz", 246.917733646596)] },
  { name: "Lengths are right", steps: [converts(1, "mile", "km", 1.609344), converts(12, "inches", "foot", 1), converts(1, "metre", "cm", 100), converts(3, "feet", "yard", 1), converts(1, "nautical mile", "m", 1852)] },
  { name: "Masses, volumes and speeds are right", steps: [converts(1, "kg", "lb", 2.20462262185), converts(1, "stone", "pounds", 14), converts(1, "gallon", "quarts", 4), converts(2, "litres", "ml", 2000), converts(36, "km/h", "m/s", 10), converts(1, "knot", "km/h", 1.852)] },
  { name: "One quantity can be named in the path", steps: [step("GET", "/convert/temperature?value=0&from=c&to=f", 200, { expect: { result: 32 } }), step("GET", "/convert/temperature?value=1&from=km&to=m", 422, { expect: { error: { code: "incompatible_units" } } }), step("GET", "/convert/taste?value=1&from=a&to=b", 422)] },
  { name: "A conversion can be posted", steps: [step("POST", "/convert", 200, { body: { value: 5, from: "km", to: "m" }, expect: { result: 5000 } }), step("POST", "/convert", 422, { body: { value: "5", from: "km", to: "m" } }), step("POST", "/convert", 422, { body: { from: "km", to: "m" } })] },
  {
    name: "What can't be converted is refused with words",
    steps: [
      step("GET", "/convert?value=1&from=celsius&to=metre", 422, { expect: { error: { code: "incompatible_units", message: { $type: "string" } } } }),
      step("GET", "/convert?value=1&from=blorp&to=metre", 422, { expect: { error: { code: "unknown_unit" } } }),
      step("GET", "/convert?value=-300&from=celsius&to=kelvin", 422, { expect: { error: { code: "below_absolute_zero" } } }),
      step("GET", "/convert?value=abc&from=celsius&to=kelvin", 422, { expect: { error: { code: "invalid" } } }),
      step("GET", "/convert?from=celsius&to=kelvin", 422, { expect: { error: { code: "invalid" } } }),
    ],
  },
  { name: "The units are listed", steps: [step("GET", "/units", 200, { expect: { items: { $contains: { unit: "celsius", quantity: "temperature" } } } }), step("GET", "/units?quantity=length", 200, { expect: { items: { $every: { quantity: "length" } } } })] },
];
