import { headers } from "next/headers";

/** What people take for at once (Nielsen 1993, "Response Times: The 3 Important Limits"). */
const MOMENT_MS = 100;

/**
 * Awaited by the server's placeholders: most pages have come by then, in one piece, and nothing flashes. Only where a whole document is asked for:
 * in Next's own requests for a page's parts a placeholder that waits holds up the page's title.
 */
export async function aMoment(): Promise<void> {
  if ((await headers()).get("sec-fetch-dest") !== "document") return;
  await new Promise((resolve) => {
    setTimeout(resolve, MOMENT_MS).unref();
  });
}
