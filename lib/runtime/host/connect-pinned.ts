import { connect, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

export interface PinnedPlace {
  /** Checked; nothing else is dialled. */
  addresses: readonly string[];
  host: string;
  port: number;
  isTls: boolean;
}
export type ConnectPinned = (place: PinnedPlace) => Socket;

/** Dials the checked addresses in turn; TLS is spoken with the host's name, whose certificate must be valid. */
export const connectPinned: ConnectPinned = ({ addresses, host, port, isTls }) => withTls(connect({ host, port, lookup: pinned(addresses), autoSelectFamily: true }), host, isTls);

/** Over a socket that is dialled already. `ca`: for tests. */
export function withTls(socket: Socket, host: string, isTls: boolean, ca?: string): Socket {
  if (!isTls) return socket;
  const secured = connectTls({ socket, servername: host, ALPNProtocols: ["http/1.1"], minVersion: "TLSv1.2", ...(ca === undefined ? {} : { ca }) });
  socket.on("error", (error) => secured.destroy(error));
  secured.on("close", () => socket.destroy());
  return secured;
}

/** Answers the dialler's question without asking anybody. */
const pinned = (addresses: readonly string[]): LookupFunction => (_host, options, callback) => {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const [first] = found;
  if (options.all || !first) callback(null, found);
  else callback(null, first.address, first.family);
};
