import { z } from "zod";

/** The query of a list that comes in pages; its other filters go beside these. */
export const pageQuery = (defaultLimit: number) => ({
  limit: z.coerce.number().int().min(1).max(100).default(defaultLimit).meta({ description: "How many at most." }),
  cursor: z.string().max(500).optional().meta({ description: "Where to go on: the `cursor` of the page before." }),
});

/** What such a list answers with. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), cursor: z.string().nullable().meta({ description: "For the next page; null: this is the last." }) });

/** What a list answers with that is told whole, because it can't grow long. */
export const wholeOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), cursor: z.null() });

/** Answers with a page, and with `Link: <…>; rel="next"` when it is not the last. Relative: behind proxies only the client knows its address. */
export function sendPage(page: { items: readonly unknown[]; cursor: string | null }, request: Request): Response {
  return Response.json(page, { headers: { "Cache-Control": "no-store", ...nextLink(request.url, page.cursor) } });
}

function nextLink(url: string, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const { pathname, searchParams } = new URL(url);
  searchParams.set("cursor", cursor);
  return { Link: `<${pathname}?${searchParams.toString()}>; rel="next"` };
}
