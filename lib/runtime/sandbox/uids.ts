/** Gives each sandboxed process a uid of its own, so that an escaped one can't touch another's sockets. */
export interface Uids {
  /** Null when the host gives none (not root). */
  take(): number | null;
  release(uid: number | null): void;
}

const RANGE_SIZE = 1000;

export function createUids(firstUid: number | null): Uids {
  const taken = new Set<number>();
  let next = 0;
  return {
    take() {
      if (firstUid === null) return null;
      for (let tries = 0; tries < RANGE_SIZE; tries++) {
        const uid = firstUid + (next++ % RANGE_SIZE);
        if (taken.has(uid)) continue;
        taken.add(uid);
        return uid;
      }
      throw new Error("Every uid of the runtimes' range is in use");
    },
    release(uid) {
      if (uid !== null) taken.delete(uid);
    },
  };
}
