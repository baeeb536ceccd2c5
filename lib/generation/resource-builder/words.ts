const IRREGULAR: Record<string, string> = {
  ad: "ads", cd: "cds", tv: "tvs", pc: "pcs", lp: "lps", cv: "cvs",
  person: "people", child: "children", man: "men", woman: "women", mouse: "mice", foot: "feet", tooth: "teeth", goose: "geese", leaf: "leaves", life: "lives",
  knife: "knives", wife: "wives", shelf: "shelves", half: "halves", wolf: "wolves", loaf: "loaves", thief: "thieves", hero: "heroes", potato: "potatoes",
  tomato: "tomatoes", quiz: "quizzes", analysis: "analyses", diagnosis: "diagnoses", criterion: "criteria", cactus: "cacti", movie: "movies", cookie: "cookies",
  up: "ups", ski: "skis", taxi: "taxis", tie: "ties", pie: "pies", zombie: "zombies", status: "statuses", bus: "buses", menu: "menus", gas: "gases", virus: "viruses", bonus: "bonuses", campus: "campuses", lens: "lenses",
  atlas: "atlases", alias: "aliases", canvas: "canvases", census: "censuses", axis: "axes", expertise: "expertise", cache: "caches", geocache: "geocaches", headache: "headaches", avalanche: "avalanches", niche: "niches", shoe: "shoes",
};
const SINGULAR = new Map(Object.entries(IRREGULAR).map(([one, many]) => [many, one]));
const UNCOUNTABLE = new Set(["equipment", "staff", "feedback", "furniture", "luggage", "music", "news", "series", "species", "sheep", "fish", "stock", "software", "hardware", "data", "information", "mail", "homework", "gear", "merchandise", "laundry"]);

/** The plural of a singular English noun. */
export function plural(word: string): string {
  if (UNCOUNTABLE.has(word)) return word;
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (irregular) return irregular;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** The singular of an English noun in either number. */
export function singular(word: string): string {
  if (UNCOUNTABLE.has(word) || Object.hasOwn(IRREGULAR, word)) return word;
  const irregular = SINGULAR.get(word);
  if (irregular) return irregular;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ss|x|zz|tz|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/(ss|us|is)$/.test(word) || !word.endsWith("s") || word.length < 4) return word;
  return word.slice(0, -1);
}

export const isPlural = (word: string): boolean => !UNCOUNTABLE.has(word) && singular(word) !== word;

/** Applies `change` to the last word of a phrase. */
export function onLastWord(phrase: string, change: (word: string) => string): string {
  const words = phrase.split(" ");
  return [...words.slice(0, -1), change(words.at(-1) ?? "")].join(" ");
}

export const camelCase = (phrase: string): string => phrase.replace(/[^a-z0-9]+([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
export const pascalCase = (phrase: string): string => {
  const camel = camelCase(phrase);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
};
export const kebabCase = (phrase: string): string => phrase.replace(/[^a-z0-9]+/g, "-");
export const sentenceCase = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1);
/** `a book`, `an entry`. */
export const withArticle = (noun: string): string => `${/^([aeio]|u(?!ni|se))/.test(noun) ? "an" : "a"} ${noun}`;
/** `a, b and c`. */
export const listWords = (words: readonly string[], last = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
