/** One way from a client to the upstream, in a process of its own. */
export interface Proxy {
  name: string;
  url: string;
  headers: Record<string, string>;
  /** Instead of the URL's host. */
  socketPath?: string;
  /** What serves it: its computing time is counted, its children's too. */
  pid: number;
  /** What earlier calls left to do is done. */
  settled?(): Promise<void>;
  stop(): Promise<void>;
}
