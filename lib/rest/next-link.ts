/** `Link: <…>; rel="next"` of a page that is not the last. Relative: behind proxies only the client knows its address. */
export function nextLink(url: string, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const { pathname, searchParams } = new URL(url);
  searchParams.set("cursor", cursor);
  return { Link: `<${pathname}?${searchParams.toString()}>; rel="next"` };
}
