/** "wool, cotton, silk": at least two short values, as they are written. */
export function valuesOf(text: string): string[] | null {
  // Values are parted in one way: "name, trained yes/no" are fields of something.
  if (text.includes(",") && /[/|]/.test(text)) return null;
  const values = text.replace(/^(?:either|one of|values?:?|options?:?|choices?:?) /i, "").split(/\s*(?:,|\/|\||;|\bor\b|\band\b)\s*/).map((value) => value.trim().replace(/^(["'])(.*)\1$/, "$2").replace(/^(?:or|and) /i, "")).filter(Boolean);
  const isValue = (value: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N} +&'.#-]{0,30}$/u.test(value) && value.split(" ").length <= 4 && !/^(?:etc|and so on|optional|required|unique|number|text|date|more|others?)\b(?!$)|^(?:etc|\.\.\.|optional|required|unique|number|text|date)$|\b(?:must|should|can|only|not|never|every|each|if|when|max|min|at least|at most|than)\b/i.test(value);
  return values.length >= 2 && values.length <= 20 && new Set(values).size === values.length && values.every(isValue) ? values : null;
}
