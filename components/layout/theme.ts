/** What the theme cookie may hold; without a cookie the system decides. */
export type Theme = "system" | "light" | "dark";
export const THEME_COOKIE = "theme";
export const SIDEBAR_COOKIE = "sidebar";
const YEAR_SECONDS = 31_536_000;

/** Reads a cookie's value as a theme. */
export const themeFrom = (value: string | undefined): Theme => (value === "light" || value === "dark" ? value : "system");

/** Shows the page in a theme, and keeps it: the cookie lets the server send the right colours, so nothing flashes. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  keepCookie(THEME_COOKIE, theme === "system" ? null : theme);
}

/** Keeps a choice of this browser for a year; null forgets it. */
export function keepCookie(name: string, value: string | null): void {
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${value === null ? 0 : YEAR_SECONDS}; samesite=lax`;
}
