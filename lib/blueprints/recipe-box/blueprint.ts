import type { Json } from "#lib/versions/schema.ts";
import { OTHERS_SEE, OWN_ONLY } from "../own-only.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const NOBODY = "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e";
const flour = [{ name: "Flour", amount: 250, unit: "g" }];
const keep = (title: string, key: string, more: { [key: string]: Json } = {}, as?: string) => step("POST", "/recipes", 201, { body: { title, servings: 4, ingredients: flour, ...more }, expect: { title }, capture: { [key]: "/id" }, as });

/** Each is checked as JSON by itself. */
const bodies = (list: { [key: string]: Json }[]) => list;

export const recipeBox: Blueprint = {
  id: "recipe-box",
  name: "Recipe box",
  summary: "Recipes with ingredients and steps, scaled to any servings and found by ingredient.",
  description: "Keeps each caller's recipes with ingredients and steps, tells the amounts for another number of servings, and finds recipes by ingredient, title and time.",
  about: "`POST /recipes` with `{ \"title\": \"Pancakes\", \"servings\": 4, \"ingredients\": [{ \"name\": \"Flour\", \"amount\": 250, \"unit\": \"g\" }], \"steps\": [\"Mix.\"] }`. `GET /recipes/{id}/scaled?servings=6` scales, `GET /recipes?ingredient=flour` finds.",
  category: "content",
  points: ["Recipes have ingredients with amounts and units, and steps in order", "GET /recipes/{id}/scaled gives the amounts for any number of servings", "Recipes are found by ingredient, title, time and favorites"],
  assumptions: ["Each caller sees only its own recipes", "Scaled amounts have three decimals; units stay as they are", "A search by time leaves out recipes whose time isn't known"],
  publicRoutes: [],
  examplePrompt: "A recipe box that scales servings and searches by ingredient",
  signals: [/\brecipes?\b.*\b(?:scal(?:e|es|ed|ing)|box|(?:search|find|filter)\w* (?:\w+ )?by (?:an? |their |the )?ingredients?)\b/, /\bscal(?:e|es|ing)\b.*\brecipes?\b/, /\bcookbook\b/],
  vocabulary: "per-serving per-recipe grandma family guest eater optional recipe box cookbook cooking cook dish meal ingredient step instruction serving portion scale scaling scaled amount quantity unit search searching find finding filter by favorite preparation minute time keep store collection collect personal own their his her manage add edit change delete different number title name description",
  keeps: [
    /\bfor \d+ (?:people|persons?|guests|servings|eaters)\b|\b\d+ servings\b/,
    /\btitles? (?:is |are |must be )?required\b|\brequired titles?\b/,
    ...OWN_ONLY,
    /\b(?:max(?:imum)?|up to|at most|within|under|less than)(?: (?:cooking |preparation |total )?(?:time|minutes)| \d+ minutes)+/,
  ],
  contradicts: OTHERS_SEE,
  lacks: [/\bshopping|\bmeal plan|\bphotos?\b|\blikes?\b|\bshar/],
  asks: {
    maximumIngredients: [{ says: /\b(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|limit(?:ed)? (?:to|of)) (\d+) ingredients\b/ }],
  },
  parameters: [{ name: "maximumIngredients", label: "Ingredients per recipe", help: "A recipe with more is refused.", kind: "integer", default: 50, min: 10, max: 100 }],
  picture: [
    { caption: "Keep a recipe", method: "POST", path: "/recipes", body: { title: "Pancakes", servings: 4, minutes: 30, ingredients: [{ name: "Flour", amount: 250, unit: "g" }, { name: "Milk", amount: 0.5, unit: "l" }], steps: ["Mix all.", "Fry in butter."] }, status: 201, reply: { title: "Pancakes", servings: 4, steps: ["Mix all.", "Fry in butter."] } },
    { caption: "Find it by ingredient", method: "GET", path: "/recipes?ingredient=milk", status: 200, reply: { items: [{ title: "Pancakes", minutes: 30 }], total: 1 } },
    { caption: "Find quick recipes", method: "GET", path: "/recipes?maxMinutes=15", status: 200, reply: { items: [], total: 0 } },
  ],
  contractTests: ({ maximumIngredients }) => [
    {
      name: "A recipe is kept and scaled to other servings",
      steps: [
        step("POST", "/recipes", 201, { body: { title: " Soup ", servings: 3, ingredients: [{ name: " Water ", amount: 1, unit: "l" }, { name: "Salt" }, { name: "Egg", amount: 2 }, { name: "Saffron", amount: 0.001, unit: "g" }], steps: ["Boil.", "Eat."] }, expect: { title: "Soup", description: "", servings: 3, minutes: null, isFavorite: false, ingredients: [{ name: "Water", amount: 1, unit: "l" }, { name: "Salt", amount: null, unit: "" }, { name: "Egg", amount: 2, unit: "" }, { name: "Saffron", amount: 0.001 }], steps: ["Boil.", "Eat."] }, capture: { id: "/id" } }),
        step("GET", "/recipes/{{id}}", 200, { expect: { id: "{{id}}", title: "Soup", ingredients: { $length: 4 } } }), step("GET", "/recipes/{{id}}/scaled?servings=6", 200, { expect: { id: "{{id}}", title: "Soup", servings: 6, factor: 2, ingredients: [{ name: "Water", amount: 2, unit: "l" }, { name: "Salt", amount: null }, { amount: 4 }, { amount: 0.002 }] } }),
        step("GET", "/recipes/{{id}}/scaled?servings=1", 200, { expect: { factor: 0.3333, ingredients: [{ amount: 0.333 }, { amount: null }, { amount: 0.667 }, { amount: 0.001 }] } }), step("GET", "/recipes/{{id}}", 200, { expect: { servings: 3, ingredients: [{ amount: 1 }, { amount: null }, { amount: 2 }, { amount: 0.001 }] } }), step("GET", "/recipes/{{id}}/scaled?servings=1000", 200),
        ...["", "servings=0", "servings=1001", "servings=1.5", "servings=many", "servings=2&round=up"].map((query) => step("GET", `/recipes/{{id}}/scaled?${query}`, 422, invalid)),
      ],
    },
    {
      name: "Recipes are found by ingredient, title, time and favorite, in pages",
      steps: [
        keep("Bread", "bread", { minutes: 90, ingredients: [{ name: "Rye flour" }, { name: "Salt" }] }), keep("Salad", "salad", { minutes: 10, ingredients: [{ name: "Salt" }, { name: "Oil" }] }), keep("Apple bread", "apple", { ingredients: [{ name: "Apple" }] }), step("PATCH", "/recipes/{{salad}}", 200, { body: { isFavorite: true }, expect: { isFavorite: true } }),
        step("GET", "/recipes", 200, { expect: { items: [{ title: "Apple bread", ingredients: { $absent: true } }, { title: "Bread" }, { title: "Salad" }], total: 3 } }), step("GET", "/recipes?sort=newest", 200, { expect: { items: [{ title: "Apple bread" }, { title: "Salad" }, { title: "Bread" }] } }), step("GET", "/recipes?ingredient=SALT", 200, { expect: { items: [{ title: "Bread" }, { title: "Salad" }], total: 2 } }), step("GET", "/recipes?ingredient=flour", 200, { expect: { items: [{ title: "Bread" }] } }),
        step("GET", "/recipes?q=bread", 200, { expect: { total: 2 } }), step("GET", "/recipes?q=bread&ingredient=salt", 200, { expect: { total: 1 } }), step("GET", "/recipes?maxMinutes=10", 200, { expect: { items: [{ title: "Salad" }], total: 1 } }), step("GET", "/recipes?favorite=true", 200, { expect: { items: [{ title: "Salad" }] } }), step("GET", "/recipes?favorite=false", 200, { expect: { total: 2 } }),
        step("GET", "/recipes?limit=2", 200, { expect: { items: { $length: 2 } }, capture: { cursor: "/cursor" } }), step("GET", "/recipes?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ title: "Salad" }], cursor: null } }), ...["limit=0", "limit=101", "sort=price", "maxMinutes=0", "favorite=maybe", "ingredient=", "ingredient=%7C", "cursor=garbage", "x=1"].map((query) => step("GET", `/recipes?${query}`, 422, invalid)), step("GET", "/recipes?limit=100", 200),
      ],
    },
    {
      name: "A recipe is changed and deleted",
      steps: [
        keep("Old", "id", { steps: ["One."], minutes: 5 }), step("PATCH", "/recipes/{{id}}", 200, { body: { title: "New", minutes: null, ingredients: [{ name: "Rice" }] }, expect: { title: "New", minutes: null, servings: 4, steps: ["One."], ingredients: [{ name: "Rice" }] } }), step("GET", "/recipes?ingredient=rice", 200, { expect: { total: 1 } }), step("GET", "/recipes?ingredient=flour", 200, { expect: { total: 0 } }), step("PATCH", "/recipes/{{id}}", 200, { body: { servings: 2 }, expect: { servings: 2, title: "New" } }), step("GET", "/recipes?ingredient=rice", 200, { expect: { total: 1 } }),
        step("PATCH", "/recipes/{{id}}", 422, { body: {}, ...invalid }), step("PATCH", "/recipes/{{id}}", 422, { body: { owner: "me" }, ...invalid }), step("DELETE", "/recipes/{{id}}", 204), step("GET", "/recipes/{{id}}", 404, missing), step("DELETE", "/recipes/{{id}}", 404, missing), step("GET", "/recipes", 200, { expect: { items: [], total: 0 } }), step("PATCH", `/recipes/${NOBODY}`, 404, { body: { title: "x" }, ...missing }), step("GET", "/recipes/nothing/scaled?servings=2", 404, missing),
      ],
    },
    {
      name: "Nobody sees or changes another caller's recipes",
      steps: [keep("Secret", "id", {}, "anna"), keep("Mine", "mine", {}, "ben"), step("GET", "/recipes", 200, { expect: { items: [{ title: "Mine" }], total: 1 }, as: "ben" }), step("GET", "/recipes/{{id}}", 404, { ...missing, as: "ben" }), step("GET", "/recipes/{{id}}/scaled?servings=2", 404, { ...missing, as: "ben" }), step("PATCH", "/recipes/{{id}}", 404, { body: { title: "x" }, ...missing, as: "ben" }), step("DELETE", "/recipes/{{id}}", 404, { ...missing, as: "ben" }), step("GET", "/recipes/{{id}}", 200, { expect: { title: "Secret" }, as: "anna" })],
    },
    {
      name: "What isn't a recipe is refused",
      steps: [
        ...bodies([{}, { title: "x", servings: 1 }, { title: "x", ingredients: flour }, { servings: 1, ingredients: flour }, { title: " ", servings: 1, ingredients: flour }, { title: "x".repeat(151), servings: 1, ingredients: flour }, { title: "x", servings: 0, ingredients: flour }, { title: "x", servings: 1001, ingredients: flour }, { title: "x", servings: 1.5, ingredients: flour }, { title: "x", servings: 1, ingredients: [] }, { title: "x", servings: 1, ingredients: ["Flour"] }, { title: "x", servings: 1, ingredients: [{ name: "" }] }, { title: "x", servings: 1, ingredients: [{ name: "a|b" }] }, { title: "x", servings: 1, ingredients: [{ name: "a", amount: 0 }] }, { title: "x", servings: 1, ingredients: [{ name: "a", amount: 0.0015 }] }, { title: "x", servings: 1, ingredients: [{ name: "a", amount: "1" }] }, { title: "x", servings: 1, ingredients: flour, minutes: 0 }, { title: "x", servings: 1, ingredients: flour, steps: [" "] }, { title: "x", servings: 1, ingredients: flour, steps: Array.from({ length: 51 }, () => "a") }, { title: "x", servings: 1, ingredients: flour, isFavorite: true }, { title: "x", servings: 1, ingredients: Array.from({ length: Number(maximumIngredients) + 1 }, (_item, index) => ({ name: `i${index}` })) }]).map((body) => step("POST", "/recipes", 422, { body, ...invalid })),
        keep("Most", "id", { ingredients: Array.from({ length: Number(maximumIngredients) }, (_item, index) => ({ name: `i${index}` })) }),
      ],
    },
  ],
};
