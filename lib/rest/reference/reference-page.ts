import { randomBytes } from "node:crypto";
import { pageSecurityPolicy } from "#lib/http/page-security.ts";

export type Reference = "docs" | "redoc";

const PAGES: Record<Reference, { title: string; other: string; otherTitle: string; scripts: readonly string[]; styles: readonly string[] }> = {
  docs: { title: "Try the REST API", other: "/api/redoc", otherTitle: "Read it", scripts: ["swagger-ui-bundle.js", "start-docs.js"], styles: ["swagger-ui.css", "reference.css"] },
  redoc: { title: "REST API reference", other: "/api/docs", otherTitle: "Try it", scripts: ["redoc.standalone.js", "start-redoc.js"], styles: ["reference.css"] },
};

/** The page of Swagger UI or of Redoc over /api/openapi.json: scripts, styles and data from here alone, under the policy of our own pages. */
export function referencePage(which: Reference, theme: "light" | "dark" | "system"): Response {
  const nonce = randomBytes(16).toString("base64");
  const { title, other, otherTitle, scripts, styles } = PAGES[which];
  const page = `<!doctype html>
<html lang="en"${theme === "system" ? "" : ` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · API Creator</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${styles.map((file) => `<link rel="stylesheet" href="/api/${which}/${file}" nonce="${nonce}">`).join("\n")}
</head>
<body>
<header class="bar"><a href="/">API Creator</a><nav aria-label="Reference"><a href="/docs">Docs</a><a href="${other}">${otherTitle}</a><a href="/api/openapi.json">OpenAPI</a></nav></header>
<main id="reference" aria-busy="true"><p class="note">Reading the document…</p><noscript><p class="note">This page needs JavaScript. The document itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</p></noscript></main>
${scripts.map((file) => `<script src="/api/${which}/${file}" nonce="${nonce}" defer></script>`).join("\n")}
</body>
</html>
`;
  return new Response(page, {
    headers: {
      "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", Vary: "Cookie",
      // Redoc looks for words in a worker, which it makes from its own text.
      "Content-Security-Policy": `${pageSecurityPolicy(nonce, false)}${which === "redoc" ? "; worker-src blob:" : ""}`,
    },
  });
}
