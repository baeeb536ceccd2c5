/**
 * Does `work` for every item, at most `atOnce` at the same time, and yields the results in the order of the items as soon as they are
 * there. Ends with the first error in that order; after an error, or when the reader leaves, nothing more is begun.
 */
export async function* sideBySide<Item, Result>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<Result>): AsyncGenerator<Result, void> {
  const slots = items.map((item) => ({ item, ...Promise.withResolvers<Result>() }));
  // One that nobody comes to read is no unhandled rejection.
  for (const { promise } of slots) promise.catch(() => {});
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let slot = slots[next++]; slot; slot = slots[next++]) {
      try {
        slot.resolve(await work(slot.item));
      } catch (error) {
        next = slots.length;
        slot.reject(error);
      }
    }
  };
  for (let lanes = 0; lanes < atOnce; lanes += 1) void lane();
  try {
    for (const { promise } of slots) yield await promise;
  } finally {
    next = slots.length;
  }
}
