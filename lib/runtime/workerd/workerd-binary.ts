import { createRequire } from "node:module";

export interface WorkerdBinary {
  file: string;
  version: string;
}

/** The binary of the installed package. */
export function workerdBinary(): WorkerdBinary {
  const { default: file, version } = createRequire(import.meta.url)("workerd") as { default: string; version: string };
  return { file, version };
}
