import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

/** A piece of a line and the class of its colour; classes, because the page's policy refuses inline styles. */
export interface Token {
  text: string;
  className: string | null;
}

const theme = createCssVariablesTheme({ name: "classes", variablePrefix: "--tok-" });
let highlighter: Promise<HighlighterCore> | undefined;

/** Colours source on the server; made once per process. */
export async function highlight(source: string, language: "typescript" | "json"): Promise<Token[][]> {
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: [import("shiki/langs/typescript.mjs"), import("shiki/langs/json.mjs")],
    engine: createJavaScriptRegexEngine(),
  });
  const { tokens } = (await highlighter).codeToTokens(source, { lang: language, theme: "classes" });
  return tokens.map((line) => line.map((token) => ({ text: token.content, className: classOf(token.color) })));
}

/** `var(--tok-token-string)` → `tok-string`; the default colour needs no class. */
function classOf(color: string | undefined): string | null {
  const name = /--tok-token-([a-z-]+)/.exec(color ?? "")?.[1];
  return name ? `tok-${name}` : null;
}
