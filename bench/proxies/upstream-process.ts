import net from "node:net";

/** Stands in for a runtime, as cheaply as can be, on the Unix socket named by its argument: the same small JSON answer to every GET. */
const body = JSON.stringify({ hello: "world" });
const answer = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nKeep-Alive: timeout=60\r\n\r\n${body}`);
const END = Buffer.from("\r\n\r\n");

net.createServer((socket) => {
  let held: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    let rest = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    for (let end = rest.indexOf(END); end !== -1; end = rest.indexOf(END)) {
      socket.write(answer);
      rest = rest.subarray(end + END.length);
    }
    held = rest;
  });
  socket.on("error", () => socket.destroy());
}).listen(process.argv[2], () => process.send?.({}));
