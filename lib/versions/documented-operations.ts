export interface DocumentedOperation {
  /** In upper case. */
  method: string;
  /** A template: `{name}` stands for a value. */
  path: string;
  summary: string;
  /** Shows each consumer what is theirs: it can't do without a key. */
  isPerConsumer: boolean;
}

const METHODS = ["get", "head", "post", "put", "patch", "delete", "options", "trace"];
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** The operations of an OpenAPI document. */
export function documentedOperations(openapi: unknown): DocumentedOperation[] {
  const paths = isRecord(openapi) && isRecord(openapi["paths"]) ? openapi["paths"] : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((name) => {
      const operation = isRecord(item) ? item[name] : undefined;
      if (!isRecord(operation)) return [];
      return [{ method: name.toUpperCase(), path, summary: typeof operation["summary"] === "string" ? operation["summary"] : "", isPerConsumer: operation["x-per-consumer"] === true }];
    }),
  );
}

/** Names a route whatever its parameters are called. */
export const routeName = ({ method, path }: { method: string; path: string }): string => `${method.toUpperCase()} ${path.replace(/\{[^{}]*\}/g, "{}")}`;
