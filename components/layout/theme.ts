/** What the theme cookie may hold; without a cookie the system decides. */
export type Theme = "system" | "light" | "dark";
export const THEME_COOKIE = "theme";
export const SIDEBAR_COOKIE = "sidebar";

/** Reads a cookie's value as a theme. */
export const themeFrom = (value: string | undefined): Theme => (value === "light" || value === "dark" ? value : "system");
