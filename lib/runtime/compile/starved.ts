import { AppError } from "#lib/errors.ts";

/** Of the time that a tool was given it worked less than this part: the others on this machine had the rest. */
const LEAST_WORKED = 0.5;
/** So much longer it is given the second time. */
export const SECOND_CHANCE = 3;

/** Whether a tool that ran out of time had hardly any of it: then the machine is slow, and not the code. Unknown is taken for the code's doing, so that hostile code gains nothing. */
export const isStarved = (cpuMs: number | null, timeoutMs: number): boolean => cpuMs !== null && cpuMs < timeoutMs * LEAST_WORKED;

/** Told where a second try had no time either. */
export const tooBusy = (): AppError => new AppError("unavailable", "This server is too busy to build anything just now. Nothing is wrong with what you described, and nothing was deployed: start it again in a minute.");
