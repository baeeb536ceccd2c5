// While its module loads an API may only make things ready, as on Cloudflare Workers: what it started or drew there would be another in each
// runtime, and nobody's call to end. The mark goes along with promises: what loading leaves behind stays refused.
import { AsyncLocalStorage } from "node:async_hooks";
import "./outbound.ts";

const loading = new AsyncLocalStorage<true>();
// Taken before the API can change them.
const { getStore } = loading;
const { apply } = Reflect;

for (const name of ["fetch", "setTimeout", "setInterval", "setImmediate"]) guard(globalThis, name, name);
guard(Reflect.get(globalThis, "scheduler"), "wait", "scheduler.wait");
guard(AbortSignal, "timeout", "AbortSignal.timeout");
for (const name of ["getRandomValues", "randomUUID"]) guard(Object.getPrototypeOf(crypto), name, `crypto.${name}`);
guard(Object.getPrototypeOf(crypto.subtle), "generateKey", "crypto.subtle.generateKey");

/** Runs `work` without timers, random values and calls to other services, and whatever it begins. */
export const atLoad = <Result>(work: () => Result): Result => loading.run(true, work);

function guard(target: unknown, name: string, shown: string): void {
  if (typeof target !== "object" && typeof target !== "function") return;
  const own: unknown = target && Reflect.get(target, name);
  if (!target || typeof own !== "function") return;
  const guarded = function (this: unknown, ...values: unknown[]): unknown {
    if (apply(getStore, loading, [])) throw new Error(`${shown} can't be used while the module loads: use it in a request.`);
    return apply(own, this, values);
  };
  Object.defineProperty(target, name, { value: guarded, configurable: true, writable: true, enumerable: true });
}
