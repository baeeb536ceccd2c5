// While its module loads an API may only make things ready, as on Cloudflare Workers: whatever it started or drew there would be another
// in each runtime, and nobody's call to end.
const refuse = (name: string) => (): never => {
  throw new Error(`${name} can't be used while the module loads: use it in a request.`);
};

/** Runs `work` without timers, random values and calls to other services. */
export function atLoad<Result>(work: () => Result): Result {
  const own = { fetch: globalThis.fetch, setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval };
  const random = { getRandomValues: crypto.getRandomValues, randomUUID: crypto.randomUUID };
  for (const name of Object.keys(own)) Reflect.set(globalThis, name, refuse(name));
  for (const name of Object.keys(random)) Reflect.set(crypto, name, refuse(`crypto.${name}`));
  try {
    return work();
  } finally {
    Object.assign(globalThis, own);
    for (const name of Object.keys(random)) Reflect.deleteProperty(crypto, name);
  }
}
