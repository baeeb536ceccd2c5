/** Path and query of a request target: absolute-form targets by their path; null: neither, or no text once its percent-encoding is read (Next answers such a path with a bare 500). */
export function originForm(target: string): string | null {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, "");
  if (path === "" || path[0] === "?") return `/${path}`;
  return path[0] === "/" && isDecodable(path.split("?", 1)[0] ?? "") ? path : null;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
