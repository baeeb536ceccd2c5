/** A word of a path as an API's author writes it; anything else may be somebody's id, name or token. */
const OWN_WORD = /^[A-Za-z][A-Za-z_.~-]{0,31}\d{0,3}$/;
const MAX_LENGTH = 80;

/** How a call is named to the API's owner: `GET /books/{id}`. Its query is left out. */
export function routeOf(method: string, target: string): string {
  const [path = ""] = target.split(/[?#]/, 1);
  const words = path.slice(0, 1000).split("/").map((word) => (word === "" || OWN_WORD.test(word) ? word : "{id}"));
  return `${method.slice(0, 10)} ${words.join("/")}`.slice(0, MAX_LENGTH);
}
