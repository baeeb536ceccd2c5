import { Zip, ZipDeflate } from "fflate";

export interface ZipEntry {
  name: string;
  parts: AsyncIterable<string> | Iterable<string>;
}

/** A zip as it is read: of its entries only the part that is being packed is in memory. */
export function zipStream(entries: AsyncIterable<ZipEntry>, modifiedAt: Date): ReadableStream<Uint8Array> {
  const bytes = pack(entries, modifiedAt);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await bytes.return()),
  }, { highWaterMark: 0 });
}

async function* pack(entries: AsyncIterable<ZipEntry>, modifiedAt: Date): AsyncGenerator<Uint8Array, void> {
  const [made, encoder]: [Uint8Array[], TextEncoder] = [[], new TextEncoder()];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) made.push(chunk);
  });
  for await (const { name, parts } of entries) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = modifiedAt;
    zip.add(file);
    for await (const part of parts) {
      file.push(encoder.encode(part));
      yield* made.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}
