/** nginx's status for a caller that left before the answer; only ever seen in usage and logs. */
export const CLIENT_GONE = 499;

/** The caller left before the call was made: nobody's failure. */
export class ClientGone extends Error {
  constructor(cause: unknown) {
    super("the client is gone", { cause });
  }
}
