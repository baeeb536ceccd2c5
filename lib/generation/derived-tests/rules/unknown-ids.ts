import type { ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { Finding, type DerivedTest, type Facts, type HappyCall, type Situation } from "../derived-test.ts";
import { makesByName, patternOf } from "../operations.ts";
import { typesOf } from "../request-body.ts";

const NUL = "%00";
const UNKNOWN = ["no-such-thing", "00000000-0000-4000-8000-000000000000", "987654321", "__proto__", "constructor", "..%2F..%2Fetc%2Fpasswd", "%27%20or%201%3D1%20--", "%F0%9F%92%A5", "a".repeat(150), NUL];

/** What isn't there is answered with 404, whatever its id looks like; an id that the document does not allow may also be refused otherwise. */
export function unknownIds({ operation, before, step }: HappyCall, facts: Facts): DerivedTest[] {
  const { title, template, pathNames } = operation;
  if (pathNames.length === 0 || !operation.replies.has("404") || makesByName(operation)) return [];
  return [{
    name: `${title}: what isn't there is answered with 404`, before, isReadOnly: true,
    async run(situation) {
      const request = situation.requestOf(step);
      const places = new Set([0, pathNames.length - 1]);
      const calls = [...places].flatMap((place) => UNKNOWN.map((id) => ({ place, id, request: withId(request, template, place, id) })));
      await Promise.all(calls.slice(0, Math.max(4, facts.share)).map(async (call) => {
        // Storage itself refuses a NUL, with 422: no document says so.
        const isAllowed = call.id !== NUL && readings(call.id, facts, operation.path.find(({ name }) => name === pathNames[call.place])?.schema ?? {});
        await expectMissing(situation, call.request, isAllowed);
      }));
    },
  }];
}

async function expectMissing(situation: Situation, request: ScratchRequest, isAllowed: boolean): Promise<void> {
  const reply = isAllowed ? await situation.send(request) : await situation.sendFreely(request);
  const isRight = isAllowed ? reply.status === 404 : reply.status >= 400;
  if (!isRight) throw new Finding(`an id that nobody has was answered with ${reply.status}, not with 404`, request, reply);
}

/** Whether the document allows this id. */
function readings(id: string, { document, fits }: Facts, schema: Json): boolean {
  const text = decodeURIComponent(id);
  const types = typesOf(document, schema);
  const isNumeric = types.has("integer") || types.has("number");
  return fits(schema, text) === null || (isNumeric && fits(schema, Number(text)) === null);
}

/** The request with another value for one parameter of its path. */
function withId(request: ScratchRequest, template: string, place: number, id: string): ScratchRequest {
  const [path = "/", query] = request.path.split("?");
  const values = patternOf(template).exec(path)?.slice(1) ?? [];
  let index = -1;
  const changed = template.replace(/\{[^}]+\}/g, () => {
    index += 1;
    return index === place ? id : (values[index] ?? id);
  });
  return { ...request, path: query === undefined ? changed : `${changed}?${query}` };
}
