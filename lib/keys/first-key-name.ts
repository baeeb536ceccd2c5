import { cutText } from "#lib/cut-text.ts";

/** What the key is called that comes with an API: by the API, so that keys of several APIs can be told apart in a list. */
export const firstKeyName = (apiName: string): string => `${cutText(apiName, 76)} key`;
