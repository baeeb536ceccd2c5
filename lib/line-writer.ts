/** The part of a stream that is needed to write lines to it. */
export interface LineStream {
  /** Bytes that wait for whoever reads. */
  readonly writableLength: number;
  write(text: string): unknown;
}

/** Some ten thousand lines. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
const GATHER_MS = 20;
let dropped = 0;

/** Lines that this process could not write, because nobody read fast enough. */
export const droppedLines = (): number => dropped;

/**
 * Writes lines to a stream whose reader may be slow or stuck: nothing waits for it, and memory stays bounded. Lines of 20 ms go
 * out together: each write wakes who reads. What finds no room is dropped, and counted in a line of its own (`told` makes it) once there is room again.
 */
export function createLineWriter(stream: LineStream, told: (lines: number) => string): (line: string) => void {
  let untold = 0;
  let gathered = "";
  const flush = () => {
    if (gathered !== "") stream.write(gathered);
    gathered = "";
  };
  process.once("exit", flush);
  return (line) => {
    // Half of it has to be read before lines are taken again: else each second one would be one about dropped ones.
    const isFull = stream.writableLength + gathered.length > (untold > 0 ? MAX_WAITING_BYTES / 2 : MAX_WAITING_BYTES);
    if (isFull) {
      untold += 1;
      dropped += 1;
      return;
    }
    if (gathered === "") setTimeout(flush, GATHER_MS).unref();
    if (untold > 0) gathered += told(untold);
    untold = 0;
    gathered += line;
  };
}
