import type { DerivedTest, Facts, HappyCall } from "../derived-test.ts";
import { expectRefusals } from "./refusal.ts";

/** JSON that can't be read is answered with 400; what is no JSON is refused where the body needs members. */
export function badFormats({ operation, before, step }: HappyCall, { fits }: Facts): DerivedTest[] {
  const { body, title } = operation;
  if (!body || step.request.body === undefined) return [];
  const isNeeded = body.isRequired && fits(body.schema, {}) !== null;
  return [
    {
      name: `${title}: JSON that can't be read is answered with 400`, before, isReadOnly: true,
      run: (situation) => expectRefusals(situation, ['{"', "nonsense", '{"a":}'].map((text) => ({ what: `the body ${text}`, request: { ...situation.requestOf(step), body: text } })), [400]),
    },
    ...(isNeeded ? [{
      name: `${title}: a body that is not sent as JSON is refused`, before, isReadOnly: true,
      run: (situation) => expectRefusals(situation, ["text/plain", "application/x-www-form-urlencoded"].map((type) => {
        const { headers, ...request } = situation.requestOf(step);
        const others = Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== "content-type");
        return { what: `a body of type ${type}`, request: { ...request, headers: { ...Object.fromEntries(others), "content-type": type }, body: "title=1" } };
      })),
    } satisfies DerivedTest] : []),
  ];
}
