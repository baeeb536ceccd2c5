import { documented, LIMIT, WHOLE } from "#lib/blueprints/documented.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { defaultOf } from "./emit-fields.ts";
import { testsOf, type TestKit } from "./test-kit.ts";
import { withArticle } from "./words.ts";

/** The document says what a body needs and what every reply holds. */
export function emitDocumentTest({ shape }: TestKit): ContractTest[] {
  const { inputs, readOnly, resource, names } = shape;
  const needed = inputs.filter((field) => defaultOf(field) === null).map(({ name }) => name);
  return testsOf(`The document says what ${withArticle(resource.singular)} needs and what every reply holds`, [], [
    documented({
      ...(needed.length > 0 ? { [shape.name("Input")]: { required: needed } } : {}),
      // A later version may answer with more.
      [names.schema]: { required: { $hasAll: ["id", ...inputs.map(({ name }) => name), ...readOnly.map(({ name }) => name), "createdAt", "updatedAt", "version"] }, properties: { version: WHOLE } },
      [shape.name("List")]: { required: ["items", "cursor", "total"], properties: { total: WHOLE } },
    }, { [resource.path]: LIMIT }),
  ]);
}
