/** The tests are the owner's own: nothing has to stop their patterns. */
export const inTime = <Result>(work: () => Result): Result => work();
