/** A module that comes when it is asked for, once. */
export interface OnDemand<Module> {
  load(): Promise<Module>;
  /** Null: it has not come yet. */
  loaded(): Module | null;
}

/** For what a page needs only after somebody's first move: its code is not part of the first load. A load that fails is tried again at the next one. */
export function onDemand<Module>(load: () => Promise<Module>): OnDemand<Module> {
  let loaded: Module | null = null;
  return {
    load: async () => (loaded ??= await load()),
    loaded: () => loaded,
  };
}
