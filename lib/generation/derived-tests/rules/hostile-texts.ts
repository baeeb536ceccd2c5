import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { readJson } from "../check-reply.ts";
import { Finding, type DerivedTest, type Facts, type HappyCall, type Situation } from "../derived-test.ts";
import { isObject, memberOf } from "../json-value.ts";
import { bodyOf, placesOf, replaceAt, typesOf, valueAt, withBody, type Body } from "../request-body.ts";
import { freshen } from "./freshen.ts";
import { readBack } from "./read-back.ts";

/** Lower case and without space at the ends: an API may trim and change the case. */
const HOSTILE = ["'; drop table books; --", "<script>alert(1)</script>", "../../etc/passwd", "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}", "\u202etxet detrever\u202c \u05e9\u05dc\u05d5\u05dd", "__proto__", "constructor", "null", "\u{1f469}\u200d\u{1f469}\u200d\u{1f467} \u00e9", "%00%2e%2e%2f", "a\u0000b", "x\ud800y"];
/** Not every store keeps these: they may change, but nothing breaks. */
const UNSTORABLE = /[\u0000\ud800]/;

/** Hostile and very long texts are refused, or kept and given back as they came. Never a 5xx. */
export function hostileTexts({ operation, before, step }: HappyCall, facts: Facts): DerivedTest[] {
  const schema = operation.body?.schema;
  if (schema === undefined || !isObject(step.request.body) || textPaths(step.request.body, schema, facts).length === 0) return [];
  return [{
    name: `${operation.title}: hostile texts are refused or kept as they are`, before, isReadOnly: false,
    async run(situation) {
      const request = situation.requestOf(step);
      const body = bodyOf(request);
      if (!body) return;
      const first = await situation.send(request);
      const paths = textPaths(body, schema, facts);
      const echoed = paths.filter((path) => isEcho(valueAt(readJson(first.body), path), valueAt(body, path)));
      const texts = HOSTILE.slice(0, Math.max(4, facts.share));
      const tries = texts.map((text, index) => async () => {
        const sent = withTexts(freshen(facts, schema, body, index + 1), paths, text, facts, schema);
        const call = withBody(request, sent);
        const reply = await situation.send(call);
        if (reply.status < 300 && !UNSTORABLE.test(text)) await expectKept(situation, facts, operation.template, { sent, call, reply }, echoed);
      });
      const long = withBody(request, paths.reduce<Json>((made, path) => replaceAt(made, path, "x".repeat(100_000)), body));
      // Only what makes new things may go on side by side: two changes of one thing see each other.
      if (operation.method === "POST" && operation.pathNames.length === 0) await Promise.all(tries.map((one) => one()));
      else for (const one of tries) await one();
      await Promise.all([situation.send(long), expectNoPrototype(situation, request, body)]);
    },
  }];
}

interface Stored {
  sent: Json;
  call: ScratchRequest;
  reply: ScratchReply;
}

/** The reply and what is read afterwards hold the texts that were sent. */
async function expectKept(situation: Situation, facts: Facts, template: string, { sent, call, reply }: Stored, echoed: readonly string[][]): Promise<void> {
  const body = readJson(reply.body);
  const changed = echoed.find((path) => !isEcho(valueAt(body, path), valueAt(sent, path)));
  if (changed) throw new Finding(`${changed.join(".")} came back as ${JSON.stringify(valueAt(body, changed))?.slice(0, 100) ?? "nothing"}: a text is refused or kept as it is`, call, reply);
  const read = call.method === "POST" ? await readBack(situation, facts, template, call, body) : null;
  if (!read || read.reply.status !== 200) return;
  const lost = echoed.find((path) => !isEcho(valueAt(readJson(read.reply.body), path), valueAt(sent, path)));
  if (lost) throw new Finding(`${lost.join(".")} was stored as ${JSON.stringify(valueAt(readJson(read.reply.body), lost))?.slice(0, 100) ?? "nothing"}: a text is refused or kept as it is`, read.request, read.reply);
}

/** A member named `__proto__` gives nobody a property. */
async function expectNoPrototype(situation: Situation, request: ScratchRequest, body: Body): Promise<void> {
  const text = `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},${JSON.stringify(body).slice(1)}`;
  const call = { ...request, body: text.replace(/,\}$/, "}") };
  const reply = await situation.send(call);
  if (reply.status < 300 && memberOf(readJson(reply.body), "isAdmin") !== undefined) throw new Finding("the member __proto__ was taken over into the reply", call, reply);
}

/** Texts that the document leaves free. */
function textPaths(body: Json, schema: Json, { document }: Facts): string[][] {
  return placesOf(document, schema, body).filter(({ path, schema: member }) => {
    const types = typesOf(document, member);
    return typeof valueAt(body, path) === "string" && types.has("string") && memberOf(member, "enum") === undefined && memberOf(member, "format") === undefined && memberOf(member, "pattern") === undefined;
  }).map(({ path }) => path);
}

/** The text in each place where the document allows it. */
const withTexts = (body: Body, paths: readonly string[][], text: string, { fits }: Facts, schema: Json): Json => paths.reduce<Json>((made, path) => {
  const changed = replaceAt(made, path, text);
  return fits(schema, changed) === null ? changed : made;
}, body);

const isEcho = (came: Json | undefined, sent: Json | undefined): boolean => typeof came === "string" && typeof sent === "string" && plain(came) === plain(sent);
const plain = (text: string): string => text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
