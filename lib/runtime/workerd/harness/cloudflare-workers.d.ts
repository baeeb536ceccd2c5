/** Of workerd itself. */
declare module "cloudflare:workers" {
  /** Keeps the current call alive until it is settled. */
  export function waitUntil(promise: Promise<unknown>): void;
}
