// The API's code comes once, as the text of a function, when everything that APIs share has long been evaluated.
import { DataError } from "./api-creator.ts";
import { atLoad } from "./at-load.ts";
import { recordException } from "./console.ts";
import libraries from "./libraries.js";

type ErrorHandler = (error: unknown, c: unknown) => Response | Promise<Response>;
/** A Hono app is one; anything with `fetch` serves. */
export interface Api {
  fetch(request: Request, env: unknown, context: unknown): Response | Promise<Response>;
  errorHandler?: ErrorHandler;
}
/** workerd's way to make a function of a text. The API's code has no way to. */
export interface UnsafeEval {
  newFunction(code: string, name: string, ...parameters: string[]): (...values: unknown[]) => unknown;
}

/** As stacks name it: config-text.ts has the same. */
const API_MODULE = "api.js";
// `__esModule`: what the bundler's own helper asks for, so that `import z from "zod"` means its default export.
const modules: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries({ ...libraries, "api-creator": { DataError } }).map(([name, exported]) => [name, { __esModule: true, ...exported }]),
);

/** Throws what the code throws while it loads. */
export function loadApi(code: string, unsafeEval: UnsafeEval): Api {
  const own: { exports: { default?: Api } } = { exports: {} };
  const run = unsafeEval.newFunction(code, API_MODULE, "require", "module", "exports");
  atLoad(() => run(requireShared, own, own.exports));
  const app = own.exports.default;
  if (typeof app?.fetch !== "function") throw new Error("The module has no default export with a fetch function: end it with `export default app`.");
  tellExceptions(app);
  return app;
}

function requireShared(name: string): object {
  const exported = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!exported) throw new Error(`There is no module "${name}".`);
  return exported;
}

/** Hono gives every error to the API's onError: one that ends in a 5xx is an exception, whatever the API answers with. */
function tellExceptions(app: Api): void {
  const { errorHandler } = app;
  if (typeof errorHandler !== "function") return;
  // One that can't be changed keeps its own.
  Reflect.set(app, "errorHandler", async (error: unknown, c: unknown) => {
    const response = await errorHandler.call(app, error, c);
    if (response.status >= 500) recordException(error);
    return response;
  });
}
