/* Swagger UI over the document, asked at this origin, so that the dashboard's session goes along. */
const isDark = document.documentElement.dataset.theme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.classList.toggle("dark-mode", isDark);
const main = document.querySelector("#reference");
fetch("/api/openapi.json").then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(String(reply.status))))).then(
  (spec) => {
    spec.servers = [{ url: location.origin }];
    main.replaceChildren();
    main.removeAttribute("aria-busy");
    window.SwaggerUIBundle({ spec, domNode: main, deepLinking: true, docExpansion: "none", filter: true, validatorUrl: null, defaultModelsExpandDepth: 0, displayRequestDuration: true, showMutatedRequest: false });
  },
  () => (main.textContent = "The document can't be read right now. Reload this page in a few seconds."),
);
