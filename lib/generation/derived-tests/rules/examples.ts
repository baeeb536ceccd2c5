import type { Json } from "#lib/versions/schema.ts";
import { Finding, type DerivedTest, type Facts } from "../derived-test.ts";
import { isObject, memberOf } from "../json-schema.ts";
import { follow, type Operation } from "../operations.ts";
import { shapeOf } from "../request-body.ts";

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

/** The schema's own example, or one of its members' examples when every required one has its. */
function exampleOf(document: Json, schema: Json): Json | null {
  const found = follow(document, schema);
  const own = memberOf(found, "example") ?? firstOf(memberOf(found, "examples"));
  if (own !== undefined) return own;
  const shape = shapeOf(document, schema);
  if (!shape) return null;
  const members = Object.entries(shape.properties).flatMap(([name, member]) => {
    const example = memberOf(follow(document, member), "example") ?? firstOf(memberOf(follow(document, member), "examples"));
    return example === undefined ? [] : [[name, example]];
  });
  const body = Object.fromEntries(members);
  return [...shape.required].every((name) => Object.hasOwn(body, name)) && members.length > 0 ? body : null;
}

const firstOf = (value: Json | undefined): Json | undefined => (Array.isArray(value) ? value[0] : undefined);
