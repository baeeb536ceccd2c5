/** What people take for at once (Nielsen 1993, "Response Times: The 3 Important Limits"). */
const MOMENT_MS = 100;

/** Awaited by the server's placeholders: most pages have come by then, in one piece, and nothing flashes. */
export const aMoment = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, MOMENT_MS).unref();
  });
