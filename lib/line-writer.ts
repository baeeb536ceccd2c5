/** The part of a stream that is needed to write lines to it. */
export interface LineStream {
  /** Bytes that wait for whoever reads. */
  readonly writableLength: number;
  write(text: string): unknown;
}

/** Some ten thousand lines. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
let dropped = 0;

/** Lines that this process could not write, because nobody read fast enough. */
export const droppedLines = (): number => dropped;

/**
 * Writes lines to a stream whose reader may be slow or stuck: nothing waits for it, and memory stays bounded. Lines of one turn of the event loop go
 * out together. What finds no room is dropped, and counted in a line of its own (`told` makes it) once there is room again.
 */
export function createLineWriter(stream: LineStream, told: (lines: number) => string): (line: string) => void {
  let untold = 0;
  let turn = "";
  const flush = () => {
    if (turn !== "") stream.write(turn);
    turn = "";
  };
  process.once("exit", flush);
  return (line) => {
    // Half of it has to be read before lines are taken again: else each second one would be one about dropped ones.
    const isFull = stream.writableLength + turn.length > (untold > 0 ? MAX_WAITING_BYTES / 2 : MAX_WAITING_BYTES);
    if (isFull) {
      untold += 1;
      dropped += 1;
      return;
    }
    if (turn === "") setImmediate(flush);
    if (untold > 0) turn += told(untold);
    untold = 0;
    turn += line;
  };
}
