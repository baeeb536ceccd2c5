/* What sonner puts into the page when its first toast comes, without our nonce: an empty element, then its sheet. */
const TOAST_STYLES = ["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY="].map((hash) => `'sha256-${hash}'`).join(" ");

/* React hides the parts of a drawing that it streams before they are put into their place: this one style attribute, and no other. */
const HIDDEN = "'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='";

/** The Content-Security-Policy of the platform's own pages. Scripts and styles need this request's nonce; nothing may frame us. `elsewhere`: other origins that pages call. */
export function pageSecurityPolicy(nonce: string, isDevelopment: boolean, elsewhere: readonly string[] = []): string {
  return [
    "default-src 'self'",
    // React's development build rebuilds server stacks with eval; the production build does not.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}' ${TOAST_STYLES}; style-src-attr 'unsafe-hashes' ${HIDDEN}`,
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...elsewhere].join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
