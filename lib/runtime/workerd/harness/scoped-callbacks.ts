// What a call leaves behind to be called later (a socket's listeners, a stream's source) runs outside of its async context. Here it is
// bound to the call that made it, so that what it prints and throws is told under that call's request id.
import { currentScope, inScope, recordException, type ConsoleScope } from "./console.ts";

type Callback = (...values: unknown[]) => unknown;
/** One listener may serve many calls: bound to each of them once. */
const bound = new WeakMap<Callback, WeakMap<ConsoleScope, Callback>>();

const { addEventListener, removeEventListener } = EventTarget.prototype;
EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, listener: unknown, options?: AddEventListenerOptions): void {
  addEventListener.call(this, type, bind(listener) as EventListener, options);
};
EventTarget.prototype.removeEventListener = function (this: EventTarget, type: string, listener: unknown, options?: EventListenerOptions): void {
  removeEventListener.call(this, type, bind(listener) as EventListener, options);
};

globalThis.ReadableStream = new Proxy(ReadableStream, {
  construct(target, [source, ...rest]: unknown[], newTarget) {
    return Reflect.construct(target, [typeof source === "object" && source !== null ? withBound(source) : source, ...rest], newTarget) as object;
  },
});

/** The source with `pull` and `cancel` bound; whatever else it has is read through. */
function withBound(source: object): object {
  return new Proxy(source, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      return (name === "cancel" || name === "pull") && typeof value === "function" ? bind((...values: unknown[]) => Reflect.apply(value, target, values)) : value;
    },
  });
}

function bind(callback: unknown): unknown {
  const scope = currentScope();
  if (typeof callback !== "function" || !scope) return callback;
  const own = callback as Callback;
  const calls = bound.get(own) ?? new WeakMap<ConsoleScope, Callback>();
  const known = calls.get(scope);
  if (known) return known;
  const inItsCall: Callback = function (this: unknown, ...values) {
    return inScope(scope, () => {
      try {
        const result = Reflect.apply(own, this, values);
        if (result instanceof Promise) result.catch(recordException);
        return result;
      } catch (error) {
        recordException(error);
        throw error;
      }
    });
  };
  bound.set(own, calls.set(scope, inItsCall));
  return inItsCall;
}
