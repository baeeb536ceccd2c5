/** Where to go after signing in: a path of this site, else the dashboard. `//host` and `/\host` leave the site. */
export function pathOfOurs(value: unknown): string {
  return typeof value === "string" && /^\/(?![/\\])[^\s\\]*$/.test(value) && !value.startsWith("/login") ? value : "/dashboard";
}
