/**
 * What every generated API imports. It is no part of an API's bundle: a runtime evaluates these once, before it is given the API's code, and
 * hands them to it by these names. Other parts of Hono go into the bundle.
 */
export const SHARED_LIBRARIES = ["hono", "hono/http-exception", "@hono/zod-openapi", "zod"] as const;

/** Files by which packages import each other's shared parts: a second copy in a bundle would be another class of the same name. */
const SHARED_FILES: Readonly<Record<string, string>> = {
  "/node_modules/hono/dist/index.js": "hono",
  "/node_modules/hono/dist/hono.js": "hono",
  "/node_modules/hono/dist/http-exception.js": "hono/http-exception",
};

/** The shared library behind a file of a package; null: the file belongs into the bundle. */
export function sharedLibraryOf(file: string): string | null {
  const at = file.lastIndexOf("/node_modules/");
  return at < 0 ? null : (SHARED_FILES[file.slice(at)] ?? null);
}

/** The module that exports all of them by their names. */
export const librariesEntry = (): string =>
  [...SHARED_LIBRARIES.map((name, index) => `import * as l${index} from ${JSON.stringify(name)};`), `export default { ${SHARED_LIBRARIES.map((name, index) => `${JSON.stringify(name)}: l${index}`).join(", ")} };`].join("\n");
