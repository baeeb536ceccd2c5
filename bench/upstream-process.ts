import http from "node:http";

/** Stands in for a runtime: a small JSON answer, on the Unix socket named by its argument. */
const body = JSON.stringify({ hello: "world" });
http.createServer((_request, response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}).listen(process.argv[2], () => process.send?.({}));
