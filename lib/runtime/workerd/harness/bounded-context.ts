export interface Context {
  waitUntil(promise: Promise<unknown>): void;
}

/** Work after a reply ends with this: workerd then cancels the call's timers, fetches and data operations. */
const AFTERWORK_MS = 30_000;

/** What the API sees as its execution context. Its `waitUntil` keeps a call alive for a while, not for ever. */
export function boundedContext(context: Context) {
  return {
    waitUntil(promise: Promise<unknown>): void {
      const over = new Promise<void>((resolve) => setTimeout(resolve, AFTERWORK_MS));
      context.waitUntil(Promise.race([promise, over]));
    },
    passThroughOnException(): void {},
    props: {},
  };
}
