import { Zip, ZipDeflate } from "fflate";
import { AppError } from "#lib/errors.ts";

export interface ZipEntry {
  name: string;
  parts: AsyncIterable<string> | Iterable<string>;
}

/** Places and sizes in a zip have 32 bits; the directory behind its files has one of these too. */
const MAX_BYTES = 2 ** 32 - 2 ** 20;

/** A zip as it is read: of its entries only the part that is being packed is in memory. It breaks off with `too_large` where no zip could hold more. */
export function zipStream(entries: AsyncIterable<ZipEntry>, modifiedAt: Date, maxBytes = MAX_BYTES): ReadableStream<Uint8Array> {
  const bytes = pack(entries, modifiedAt, maxBytes);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await bytes.return()),
  }, { highWaterMark: 0 });
}

async function* pack(entries: AsyncIterable<ZipEntry>, modifiedAt: Date, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  const [made, encoder]: [Uint8Array[], TextEncoder] = [[], new TextEncoder()];
  let packed = 0;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if ((packed += chunk.length) > maxBytes) throw tooLarge();
    if (chunk.length > 0) made.push(chunk);
  });
  for await (const { name, parts } of entries) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = modifiedAt;
    zip.add(file);
    let size = 0;
    for await (const part of parts) {
      const chunk = encoder.encode(part);
      if ((size += chunk.length) > maxBytes) throw tooLarge();
      file.push(chunk);
      yield* made.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}

const tooLarge = (): AppError => new AppError("too_large", "This export has more than 4 GB, which a zip can't hold. Export the API without its data, and its data collection by collection.");
