const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join("");

/** What nearly every page is written in: ASCII and the product's own punctuation. Other letters have files of their own (app/fonts.ts). */
export const PLAIN_LETTERS = `${ASCII}\u00a0§·×–—‘’“”•…‹›−`;
