import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";
import { zipSync } from "fflate";
import { AppError } from "#lib/errors.ts";
import { readPackage } from "./read-package.ts";
import { sourceHash } from "./source-hash.ts";
import { readZip, ZIP_LIMITS } from "./read-zip.ts";
import { zipStream } from "./zip-stream.ts";

interface RawFile {
  name: string | Buffer;
  data: Buffer;
  /** Of the local header; absent: the same. */
  localName?: string;
  method?: number;
  crc?: number;
  size?: number;
  packed?: Buffer;
  attributes?: number;
  flags?: number;
  offset?: number;
}

/** A zip as an attacker would write it: each field may lie. */
function rawZip(files: readonly RawFile[], { count = files.length, comment = "" } = {}): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const { name: given, data, localName, method = 8, crc = crc32(data), size = data.length, packed = method === 0 ? data : deflateRawSync(data), attributes = 0, flags = 0, offset = at } of files) {
    const [name, local] = [Buffer.from(given), Buffer.from(localName ?? given)];
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(method, 8);
    header.writeUInt16LE(local.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    for (const [place, value] of [[16, crc], [20, packed.length], [24, size], [38, attributes], [42, offset]] as const) entry.writeUInt32LE(value >>> 0, place);
    entry.writeUInt16LE(name.length, 28);
    parts.push(header, local, packed);
    directory.push(entry, name);
    at += header.length + local.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment)]);
}
const text = Buffer.from("hello");
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    assert.ok(error.status >= 400 && error.status < 500, error.message);
    return `${error.code}: ${error.message}`;
  }
  return "read";
};
const read = (zip: Buffer) => readZip(zip, () => true);

test("what an ordinary tool packs is read, also with a comment, and from the folder that it was packed in", async () => {
  assert.equal((await read(rawZip([{ name: "a.txt", data: text }, { name: "b/c.txt", data: text, method: 0 }], { comment: "made by hand" }))).get("b/c.txt")?.toString(), "hello");
  assert.deepEqual([...(await read(rawZip([{ name: "books/", data: Buffer.alloc(0), method: 0 }, { name: "books/api.json", data: text }, { name: "books/src/main.ts", data: text }]))).keys()], ["api.json", "src/main.ts"]);
  const packed = await new Response(zipStream((async function* () { yield { name: "ä.txt", parts: ["he", "llo"] }; })(), new Date("2026-01-01"))).bytes();
  assert.equal((await read(Buffer.from(packed))).get("ä.txt")?.toString(), "hello");
});

test("an export that no zip can hold breaks off with words, by a file's size and by that of all", async () => {
  const zipOf = (files: number, bytes: number, maxBytes: number) => new Response(zipStream((async function* () { for (let n = 0; n < files; n += 1) yield { name: `${n}`, parts: ["x".repeat(bytes), "y"] }; })(), new Date("2026-01-01"), maxBytes)).bytes();
  assert.match(await codeOf(zipOf(1, 5_000, 5_000)), /^too_large: .*4 GB/);
  assert.match(await codeOf(zipOf(100, 1, 1_000)), /^too_large: .*4 GB/);
  assert.ok((await zipOf(1, 4_999, 5_000)).length > 0);
});

const HOSTILE: readonly [what: string, zip: () => Buffer, said: RegExp][] = [
  ["nothing", () => Buffer.alloc(0), /^malformed/],
  ["no zip", () => Buffer.from("x".repeat(500)), /^malformed/],
  ["one that breaks off", () => rawZip([{ name: "a", data: text }]).subarray(0, -5), /^malformed/],
  ["bytes behind its end", () => Buffer.concat([rawZip([{ name: "a", data: text }]), text]), /^malformed/],
  ["a count that lies", () => rawZip([{ name: "a", data: text }], { count: 2 }), /^malformed/],
  ["another count that lies", () => rawZip([{ name: "a", data: text }, { name: "b", data: text }], { count: 1 }), /^malformed/],
  ["too many entries", () => rawZip(Array.from({ length: ZIP_LIMITS.entries + 1 }, (_, n) => ({ name: `f${n}`, data: Buffer.alloc(0), method: 0 }))), /^too_large: .*node_modules/],
  ["a path upwards", () => rawZip([{ name: "../../etc/passwd", data: text }]), /^invalid: .*leads elsewhere/],
  ["a path upwards in the middle", () => rawZip([{ name: "src/../../x", data: text }]), /^invalid/],
  ["an absolute path", () => rawZip([{ name: "/etc/passwd", data: text }]), /^invalid/],
  ["a drive", () => rawZip([{ name: "C:\\x", data: text }]), /^invalid/],
  ["a backslash", () => rawZip([{ name: "src\\main.ts", data: text }]), /^invalid/],
  ["a name with NUL", () => rawZip([{ name: "main.ts\0.png", data: text }]), /^invalid/],
  ["a name that is no UTF-8", () => rawZip([{ name: Buffer.from([0x66, 0xff, 0xfe]), data: text }]), /^invalid: .*UTF-8/],
  ["an empty name", () => rawZip([{ name: "", data: text }]), /^invalid/],
  ["one name twice", () => rawZip([{ name: "api.json", data: text }, { name: "api.json", data: text }]), /^invalid: .*one name/],
  ["one name twice in other letters", () => rawZip([{ name: "api.json", data: text }, { name: "API.json", data: text }]), /^invalid/],
  ["two names of one file", () => rawZip([{ name: "a", localName: "b", data: text }]), /^malformed: .*damaged/],
  ["a symlink", () => rawZip([{ name: "src/main.ts", data: Buffer.from("/etc/passwd"), attributes: 0xa1ff << 16 }]), /^invalid: .*link/],
  ["a device", () => rawZip([{ name: "x", data: text, attributes: 0x2000 << 16 }]), /^invalid/],
  ["an encrypted file", () => rawZip([{ name: "a", data: text, flags: 1 }]), /^malformed: .*encrypted/],
  ["a way of packing that nobody has", () => rawZip([{ name: "a", data: text, method: 99 }]), /^malformed/],
  ["a wrong CRC", () => rawZip([{ name: "a", data: text, crc: 1 }]), /^malformed: .*damaged/],
  ["a size that is too small", () => rawZip([{ name: "a", data: text, size: 2 }]), /^malformed: .*damaged/],
  ["a size that is too large", () => rawZip([{ name: "a", data: text, size: 9 }]), /^malformed: .*damaged/],
  ["rubbish for deflated data", () => rawZip([{ name: "a", data: text, packed: Buffer.from([7, 7, 7, 7]) }]), /^malformed/],
  ["files over each other", () => rawZip([{ name: "a", data: text }, { name: "b", data: text, offset: 0 }]), /^malformed: .*over each other/],
  ["an offset beyond the end", () => rawZip([{ name: "a", data: text, offset: 1 << 30 }]), /^malformed/],
  ["a bomb", () => rawZip([{ name: "a", data: Buffer.alloc(30 << 20) }]), /^too_large: .*times/],
  ["a bomb that says that it is small", () => rawZip([{ name: "a", data: Buffer.alloc(30 << 20), size: 1000 }]), /^malformed: .*damaged/],
  ["many files that are too much together", () => rawZip(Array.from({ length: 9 }, (_, n) => ({ name: `f${n}`, data: text, size: 8 << 20, packed: Buffer.alloc(1 << 20) }))), /^too_large: .*unpacked/],
];
for (const [what, zip, said] of HOSTILE) {
  test(`refused with words: ${what}`, async () => assert.match(await codeOf(read(zip())), said));
}

const manifest = { format: "api-creator/1", name: "Ping", summary: "Answers" };
const contractTests = [{ name: "It answers", steps: [{ request: { method: "GET", path: "/" }, expect: { status: 200 } }] }];
const packageOf = (files: Record<string, unknown>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries({ "api.json": manifest, "contract-tests.json": contractTests, "src/main.ts": "export default {};", ...files })
    .filter(([, value]) => value !== undefined).map(([name, value]) => [name, Buffer.from(typeof value === "string" ? value : JSON.stringify(value))]))));
const line = { id: "a", version: 1, createdAt: "2026-01-01T00:00:00.000001Z", updatedAt: "2026-01-01T00:00:00Z", data: { title: "Emma" } };

test("only what makes an API is read of a package, and its data only when asked", async () => {
  const zip = packageOf({ "package.json": "{", "node_modules/x/index.js": "evil()", "src/sub/more.ts": "x", "data/books.jsonl": `${JSON.stringify(line)}\n\n`, "data/_kv.jsonl": JSON.stringify({ ...line, data: { value: 1 } }) });
  const { api, documents } = await readPackage(zip, true);
  assert.deepEqual(api.files, { "main.ts": "export default {};" });
  assert.deepEqual(documents.map(({ collection, id }) => `${collection} ${id}`).toSorted(), ["_kv a", "books a"]);
  assert.deepEqual((await readPackage(zip, false)).documents, []);
});

test("source that was edited outside no longer belongs to the recipe that it was made from", async () => {
  const recipe = { prompt: "Ping", changes: [] };
  const exported = { ...manifest, recipe, sourceHash: sourceHash({ "main.ts": "export default {};" }) };
  assert.deepEqual((await readPackage(packageOf({ "api.json": exported }), true)).api.recipe, recipe);
  assert.equal((await readPackage(packageOf({ "api.json": exported, "src/main.ts": "export default { edited: true };" }), true)).api.recipe, undefined);
  assert.equal((await readPackage(packageOf({ "api.json": { ...exported, sourceHash: undefined } }), true)).api.recipe, undefined);
});

const nested = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
const REFUSED: readonly [what: string, files: Record<string, unknown>, said: RegExp][] = [
  ["no api.json", { "api.json": undefined }, /has no api\.json/],
  ["an api.json that is no JSON", { "api.json": "{" }, /is not JSON/],
  ["another format", { "api.json": { ...manifest, format: "other/1" } }, /another format/],
  ["no source", { "src/main.ts": undefined }, /entry file main\.ts is missing/],
  ["no tests", { "contract-tests.json": [] }, /contractTests/],
  ["a host that is none", { "api.json": { ...manifest, hosts: [{ host: "127.0.0.1" }] } }, /hosts/],
  ["more hosts than an API has", { "api.json": { ...manifest, hosts: Array.from({ length: 21 }, (_, n) => ({ host: `h${n}.example.com` })) } }, /api\.json can't be imported: hosts/],
  ["more answers than its hosts have", { "api.json": { ...manifest, fixtures: Array.from({ length: 401 }, () => ({ method: "GET", url: "https://a.example.com/", status: 200, body: "" })) } }, /api\.json can't be imported: fixtures/],
  ["an api.json that is too large", { "api.json": { ...manifest, more: Array.from({ length: 700_000 }, (_, n) => n % 977 * 7919) } }, /api\.json has more than 4 MB/],
  ["tests that are too large", { "contract-tests.json": Array.from({ length: 700_000 }, (_, n) => n % 977 * 7919) }, /contract-tests\.json has more than 4 MB/],
  ["a name that can't be stored", { "api.json": { ...manifest, about: "a\0b" } }, /NUL/],
  ["half a character in a test", { "contract-tests.json": [{ ...contractTests[0], name: "\ud800" }] }, /half a character/],
  ["source with a NUL", { "src/main.ts": "export default {}; // \0" }, /NUL/],
  ["a secret's value", { "api.json": { ...manifest, secretNames: ["not a name"] } }, /secretNames/],
  ["more lines than are read, over all files", { "data/a.jsonl": "\n".repeat(100_001), "data/b.jsonl": "\n".repeat(100_000) }, /more than 200,000 lines/],
  ["a line that is no JSON", { "data/books.jsonl": "{" }, /data\/books\.jsonl, line 1/],
  ["a document that is too large", { "data/books.jsonl": `${JSON.stringify(line)}\n${JSON.stringify({ ...line, id: "b", data: { x: "x".repeat(70_000) } })}` }, /line 2: .*64 KB/],
  ["a line that no document needs", { "data/books.jsonl": JSON.stringify({ ...line, data: { x: Array.from({ length: 250_000 }, (_, n) => (n * 7919) % 99_991) } }) }, /line 1: a line has at most 1 MB/],
  ["a document that is nested without end", { "data/books.jsonl": `{"data":${nested}}` }, /line 1: it is nested more than 100 levels/],
  ["an api.json that is nested without end", { "api.json": `{"recipe":{"outline":${nested}}}` }, /api\.json is nested more than 100 levels/],
  ["tests that are nested without end", { "contract-tests.json": nested }, /contract-tests\.json is nested more than 100 levels/],
  ["a unique field without a value", { "data/books.jsonl": JSON.stringify({ ...line, unique: ["isbn"] }) }, /unique field isbn/],
  ["a time that is none", { "data/books.jsonl": JSON.stringify({ ...line, createdAt: "2026-13-01T00:00:00Z" }) }, /createdAt/],
  ["text that can't be stored", { "data/books.jsonl": JSON.stringify({ ...line, data: { x: "\0" } }) }, /NUL/],
];
for (const [what, files, said] of REFUSED) {
  test(`a package is refused with what is wrong: ${what}`, async () => {
    const told = await codeOf(readPackage(packageOf(files), true));
    assert.match(told, /^invalid/);
    assert.match(told, said);
  });
}
