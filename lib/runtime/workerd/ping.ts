import { request } from "node:http";

/** Asks a runtime whether its event loop turns. `onEnd` is called once: with an answer, or when the connection failed, which says nothing. */
export function ping(socketPath: string, onEnd: (isAnswered: boolean) => void): void {
  let isOver = false;
  const end = (isAnswered: boolean) => {
    if (isOver) return;
    isOver = true;
    onEnd(isAnswered);
  };
  const call = request({ socketPath, path: "/", agent: false }, (response) => {
    response.on("error", () => {});
    response.resume();
    end(true);
  });
  call.on("error", () => end(false));
  call.end();
}
