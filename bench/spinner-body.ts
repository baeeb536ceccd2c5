/** Of a function that computes all the time, but for a moment every 200 ms, so that the watchdog finds nothing to kill. */
export const spinnerBody = `for (;;) { const until = Date.now() + 1e9; for (let n = 0; n < 1.5e8; n++) if (n > until) return; await new Promise((r) => setTimeout(r)); }`;
