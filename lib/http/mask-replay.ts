/** Of an element, what says how it looks and what it is; none of these holds anybody's words. */
const SHOWN = new Set([
  "class", "style", "type", "role", "rel", "media", "dir", "lang", "hidden", "open", "disabled", "checked", "selected", "tabindex", "colspan", "rowspan", "rows", "cols", "xmlns", "viewBox", "d", "fill", "stroke",
  "stroke-width", "stroke-linecap", "stroke-linejoin", "cx", "cy", "r", "x", "y", "x1", "x2", "y1", "y2", "rx", "ry", "width", "height", "points", "transform", "preserveAspectRatio", "_cssText", "rr_width", "rr_height", "rr_scrollTop",
  "rr_scrollLeft", "data-theme", "data-state", "data-live", "data-side", "data-align", "data-highlighted", "aria-hidden", "aria-expanded", "aria-busy", "aria-selected", "aria-invalid", "aria-current", "aria-pressed", "aria-disabled",
]);
/** rrweb's events that hold what somebody made: its own notes beside the picture, and those of plugins. */
const NOTES = new Set([5, 6]);

/** What a page looked like before it crashed, and nothing of what stood on it: a line of headers, then rrweb's events as JSON. */
export function maskReplay(recording: string): string {
  const end = recording.indexOf("\n") + 1;
  const events: unknown = JSON.parse(recording.slice(end));
  const kept = Array.isArray(events) ? events.filter((event) => isRecord(event) && typeof event["type"] === "number" && !NOTES.has(event["type"])) : [];
  return recording.slice(0, end) + JSON.stringify(mask(kept));
}

function mask(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mask);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, held]) => [name, maskField(name, held, value)])) : value;
}

function maskField(name: string, held: unknown, owner: Record<string, unknown>): unknown {
  if (name === "attributes" && isRecord(held)) return Object.fromEntries(Object.entries(held).filter(([attribute]) => SHOWN.has(attribute)));
  // The text of a sheet is ours.
  if (name === "textContent" && owner["isStyle"] === true) return held;
  if (typeof held === "string" && (name === "textContent" || name === "value" || name === "text")) return held.replace(/\S/g, "*");
  if (typeof held === "string" && name === "href") return new URL("/", held).href;
  return mask(held);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
