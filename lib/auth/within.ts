/** The value, or `late` when it takes longer: the auth client retries a server that is away for half a minute, and a page can't wait. */
export async function within<Value, Late>(promise: Promise<Value>, limitMs: number, late: Late): Promise<Value | Late> {
  const { promise: timeout, resolve } = Promise.withResolvers<Late>();
  const timer = setTimeout(() => resolve(late), limitMs);
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

export const AUTH_LIMIT_MS = 3_000;
