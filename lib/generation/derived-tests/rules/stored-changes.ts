import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { readJson } from "../check-reply.ts";
import { Finding, type DerivedTest, type Facts, type HappyCall } from "../derived-test.ts";
import { isObject, memberOf } from "../json-value.ts";
import { bodyOf, type Body } from "../request-body.ts";
import { freshen } from "./freshen.ts";
import { readAs } from "./read-as.ts";
import { itemOperation, readBack } from "./read-back.ts";

/** Members that change on their own. */
const VOLATILE = /ttl|second|minute|hour|remain|left|count|views|age$|expire|elapsed|time|now/i;
const isSteady = (name: string): boolean => name === "createdAt" || !VOLATILE.test(name);

/** What a call says it stored is what is read afterwards: after POST from the item's address, after PUT and PATCH from the same one. */
export function storedChanges({ operation, before, step }: HappyCall, facts: Facts): DerivedTest[] {
  const { title, method, template } = operation;
  const schema = operation.body?.schema;
  const isCreate = method === "POST" && operation.replies.has("201") && itemOperation(facts.operations, template) !== null;
  const isChange = (method === "PUT" || method === "PATCH") && facts.operations.some((other) => other.method === "GET" && other.template === template);
  if (schema === undefined || (!isCreate && !isChange)) return [];
  return [{
    name: `${title}: what it answers is what is stored`, before, isReadOnly: false,
    async run(situation) {
      const request = situation.requestOf(step);
      const body = bodyOf(request);
      if (!body) return;
      for (const n of [0, 1]) {
        const sent = n === 0 ? body : freshen(facts, schema, body, n);
        const call = { ...request, body: JSON.stringify(sent) };
        const unchanged = isChange ? await situation.send(readAs(call)) : null;
        const reply = await situation.send(call);
        if (reply.status >= 300) continue;
        const read = isCreate ? await readBack(situation, facts, template, call, readJson(reply.body)) : { request: readAs(call), reply: await situation.send(readAs(call)) };
        if (read) expectSame({ sent, call, reply }, read);
        if (unchanged && read && method === "PATCH") expectUntouched(sent, unchanged, read);
      }
    },
  }];
}

interface Read {
  request: ScratchRequest;
  reply: ScratchReply;
}

function expectSame({ sent, reply }: { sent: Body; call: ScratchRequest; reply: ScratchReply }, read: Read): void {
  if (read.reply.status !== 200) throw new Finding(`what was stored with ${reply.status} can't be read: ${read.reply.status}`, read.request, read.reply);
  const [said, found] = [readJson(reply.body), readJson(read.reply.body)];
  if (!isObject(said) || !isObject(found)) return;
  const names = [...Object.keys(sent), "id", "createdAt"].filter((name) => Object.hasOwn(said, name) && Object.hasOwn(found, name) && isSteady(name));
  const wrong = names.find((name) => !isSame(said[name], found[name]));
  if (wrong !== undefined) throw new Finding(`${wrong} was answered as ${show(said[wrong])}, but reads as ${show(found[wrong])}`, read.request, read.reply);
}

/** A PATCH leaves alone who a thing is and when it was made. */
function expectUntouched(sent: Body, before: ScratchReply, read: Read): void {
  const [was, is] = [readJson(before.body), readJson(read.reply.body)];
  const wrong = ["id", "createdAt"].find((name) => !Object.hasOwn(sent, name) && memberOf(was, name) !== undefined && !isSame(memberOf(was, name), memberOf(is, name)));
  if (wrong !== undefined && before.status === 200) throw new Finding(`the change turned ${wrong} from ${show(memberOf(was, wrong))} into ${show(memberOf(is, wrong))}`, read.request, read.reply);
}

/** Without what changes on its own: read twice, it is the same. */
export const steady = (thing: Json): Json => (isObject(thing) ? Object.fromEntries(Object.entries(thing).filter(([name]) => isSteady(name))) : thing);

export const isSame = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

/** Storage doesn't keep the order of members. */
const ordered = (value: Json | undefined): Json | undefined => {
  if (Array.isArray(value)) return value.map((item) => ordered(item) ?? null);
  return isObject(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, ordered(item) ?? null])) : value;
};
const show = (value: Json | undefined): string => (JSON.stringify(value) ?? "nothing").slice(0, 80);
