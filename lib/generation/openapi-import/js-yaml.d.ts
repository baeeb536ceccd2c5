/** What is used of js-yaml, which comes without types. */
declare module "js-yaml" {
  export const CORE_SCHEMA: unknown;
  export function load(text: string, options: { schema: unknown }): unknown;
}
