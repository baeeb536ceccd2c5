"use client";

/** Style elements that libraries make while a dialog is open carry the page's nonce, else our policy refuses them. They read this name. */
export function StyleNonce() {
  if (typeof document !== "undefined") Object.assign(globalThis, { __webpack_nonce__: document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce });
  return null;
}
