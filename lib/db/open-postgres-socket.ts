import { Socket } from "node:net";

/** Where postgres.js wants to go, as it tells its `socket` option. One host: several are not used here. */
interface Target {
  host: string[];
  port: number[];
  path?: string | false;
}

/**
 * Opens a connection to Postgres for postgres.js 3.4, which forgets its socket on `close` and then rolls the open transaction back through
 * it: an exception in nobody's hands (porsager/postgres#1208), which ends the process. Here the loss comes first as an error, with which
 * every statement under way ends, and `close` two turns later, when what they still wrote has ended the same way. Over TLS the library puts
 * a socket of its own in between, for which this does nothing.
 */
export function openPostgresSocket({ host, port, path }: Target): Socket {
  const socket = new PostgresSocket();
  if (path) return socket.connect(path);
  return socket.connect(port[0] ?? 5432, host[0] ?? "localhost");
}

class PostgresSocket extends Socket {
  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event === "error") return super.emit("error", asLoss(values[0]));
    if (event !== "close") return super.emit(event, ...values);
    const [hadError] = values;
    if (hadError !== true && this.listenerCount("error") > 0) super.emit("error", asLoss(undefined));
    setImmediate(() => setImmediate(() => super.emit("close", ...values)));
    return true;
  }
}

/** One code for every way in which an open connection ends; another error, as of a refused one, stays what it is. */
function asLoss(cause: unknown): unknown {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (cause !== undefined && !/^(?:EPIPE|ECONNRESET|ERR_STREAM_\w+|ERR_SOCKET_\w+)$/.test(code)) return cause;
  return Object.assign(new Error("The connection to Postgres was lost.", { cause }), { code: "CONNECTION_CLOSED" });
}
