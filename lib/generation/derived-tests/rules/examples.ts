import type { Json } from "#lib/versions/schema.ts";
import { Finding, type DerivedTest, type Facts } from "../derived-test.ts";
import { isObject, memberOf } from "../json-value.ts";
import { follow, type Operation } from "../operations.ts";

/** The document's example of a body is accepted on empty data, unless it names another thing. */
export function examples(operation: Operation, { document, fits }: Facts): DerivedTest[] {
  const schema = operation.body?.schema;
  if (schema === undefined || operation.pathNames.length > 0 || operation.method !== "POST") return [];
  const body = exampleOf(document, schema);
  if (!isObject(body) || fits(schema, body) !== null || Object.keys(body).some((name) => /Ids?$/.test(name))) return [];
  return [{
    name: `${operation.title}: the documented example is accepted`, before: [], isReadOnly: false,
    async run(situation) {
      const request = { method: operation.method, path: operation.template, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      const reply = await situation.send(request);
      if (reply.status >= 400 && ![404, 409].includes(reply.status)) throw new Finding(`the documented example was refused with ${reply.status}`, request, reply);
    },
  }];
}

/** The example of the whole body. Examples of single members need not go together. */
function exampleOf(document: Json, schema: Json): Json | undefined {
  const found = follow(document, schema);
  const all = memberOf(found, "examples");
  return memberOf(found, "example") ?? (Array.isArray(all) ? all[0] : undefined);
}
