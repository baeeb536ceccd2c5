import { classNames } from "./class-names.ts";

/** What floats over the page: menus, popovers, lists. Moves out of what it belongs to. */
export const floatingClass = (extra?: string): string =>
  classNames("floating z-50 max-w-[calc(100vw-1rem)] rounded-md border border-line bg-surface text-ink shadow-float outline-none", extra);
