/** What people call the units of api.ts and the quantities themselves, in the singular; what can't be told from other words ("in") is left out. */
export const quantities: Record<string, string> = {
  temperature: "temperature celsius fahrenheit kelvin rankine centigrade c f k",
  length: "length distance millimeter millimetre mm centimeter centimetre cm meter metre m kilometer kilometre km inch foot feet ft yard yd mile mi nmi",
  mass: "mass weight milligram mg gram gramme g kilogram kilo kg tonne ton ounce oz pound lb stone",
  volume: "volume milliliter millilitre ml liter litre l teaspoon tsp tablespoon tbsp cup pint pt quart qt gallon gal floz",
  speed: "speed mps kph kmh mph knot",
};
