/** Path and query of a request target: absolute-form targets by their path; null: neither. */
export function originForm(target: string): string | null {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, "");
  if (path === "" || path[0] === "?") return `/${path}`;
  return path[0] === "/" ? path : null;
}
