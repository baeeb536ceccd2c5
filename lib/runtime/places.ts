import { AppError } from "#lib/errors.ts";

export interface Places {
  /** Resolves when a place is free, first come first served, with what gives it back. Throws `unavailable` with the words after the wait. */
  take(): Promise<() => void>;
}

/** At most `max` at once; who comes later waits in line, at most `waitMs`. */
export function createPlaces(max: number, waitMs: number, words: string): Places {
  const line: (() => void)[] = [];
  let free = max;
  const giveBack = () => {
    const next = line.shift();
    if (next) next();
    else free += 1;
  };
  const once = (): (() => void) => {
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      giveBack();
    };
  };
  return {
    take() {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(once());
      }
      return new Promise((resolve, reject) => {
        const enter = () => {
          clearTimeout(timer);
          resolve(once());
        };
        const timer = setTimeout(() => {
          line.splice(line.indexOf(enter), 1);
          reject(new AppError("unavailable", words, { headers: { "Retry-After": "5" } }));
        }, waitMs);
        line.push(enter);
      });
    },
  };
}
