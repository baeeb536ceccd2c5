/** Where to go after signing in or up: a path of this site, else the dashboard. `//host` and `/\host` leave the site, and so may `/.//host` once it is normalised. */
export function pathOfOurs(value: unknown): string {
  return typeof value === "string" && /^\/(?![/\\])[^\s\\]*$/.test(value) && !/\/\.{0,2}\//.test(value.split(/[?#]/)[0] ?? "") && !/^\/(?:login|signup)\b/.test(value) ? value : "/dashboard";
}
