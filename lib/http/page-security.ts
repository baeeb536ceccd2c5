/** The Content-Security-Policy of the platform's own pages. Scripts and styles need this request's nonce; nothing may frame us. `apiOrigin`: where APIs are called, if elsewhere. */
export function pageSecurityPolicy(nonce: string, isDevelopment: boolean, apiOrigin?: string): string {
  return [
    "default-src 'self'",
    // React's development build rebuilds server stacks with eval; the production build does not.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    apiOrigin ? `connect-src 'self' ${apiOrigin}` : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
