/* Redoc over the document. What it makes styles of carries this page's nonce. */
const nonce = document.currentScript.nonce;
const isDark = document.documentElement.dataset.theme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
const light = { ink: "#14171a", muted: "#565d65", paper: "#fcfcfa", surface: "#f4f4f0", line: "#e3e3dc", brand: "#0b7a4b" };
const dark = { ink: "#e8eaed", muted: "#a2a9b1", paper: "#0e1113", surface: "#14181b", line: "#262c31", brand: "#3ddc97" };
const colors = isDark ? dark : light;
const sans = "system-ui, sans-serif";
const theme = {
  colors: {
    primary: { main: colors.brand }, text: { primary: colors.ink, secondary: colors.muted }, border: { dark: colors.line, light: colors.line },
    gray: { 50: colors.surface, 100: colors.line }, success: { main: colors.brand }, error: { main: isDark ? "#ff8f86" : "#b3261e" }, warning: { main: isDark ? "#f0b54a" : "#855400" },
    responses: { success: { color: colors.brand, backgroundColor: colors.surface, tabTextColor: colors.brand }, error: { color: isDark ? "#ff8f86" : "#b3261e", backgroundColor: colors.surface, tabTextColor: "#ff8f86" } },
  },
  schema: { nestedBackground: colors.surface, linesColor: colors.line, typeNameColor: colors.muted, typeTitleColor: colors.muted, requireLabelColor: isDark ? "#ff8f86" : "#b3261e" },
  typography: { fontFamily: sans, fontSize: "15px", headings: { fontFamily: sans, fontWeight: "600" }, code: { fontFamily: "ui-monospace, monospace", color: colors.ink, backgroundColor: colors.surface }, links: { color: colors.brand, visited: colors.brand, hover: colors.brand } },
  sidebar: { backgroundColor: colors.surface, textColor: colors.ink, activeTextColor: colors.brand },
  rightPanel: { backgroundColor: "#14181b", textColor: "#e8eaed" }, codeBlock: { backgroundColor: "#0a0d0e" },
};
const main = document.querySelector("#reference");
fetch("/api/openapi.json").then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(String(reply.status))))).then(
  (spec) => {
    spec.servers = [{ url: location.origin }];
    main.replaceChildren();
    main.removeAttribute("aria-busy");
    window.Redoc.init(spec, { nonce, theme, scrollYOffset: "header", hideDownloadButton: true, jsonSampleExpandLevel: 2, nativeScrollbars: true }, main);
  },
  () => (main.textContent = "The document can't be read right now. Reload this page in a few seconds."),
);
