const FIRST_LINE = /^\/\/ libraries ([0-9a-z]{1,64})\n/;
/** For code that imports none. */
export const ANY_LIBRARIES = "any";

/** A bundle as it is stored: its first line names the libraries that it was tested with. */
export const bundleText = (code: string, libraries: string): string => `// libraries ${libraries}\n${code}`;

/** Null: a bundle from before libraries were shared, an ES module that holds its own. */
export function readBundle(bundle: string): { libraries: string; code: string } | null {
  const [line, libraries] = FIRST_LINE.exec(bundle) ?? [];
  return line && libraries ? { libraries, code: bundle.slice(line.length) } : null;
}
