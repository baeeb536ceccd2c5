import { ENTRY_FILE, type Diagnostic, type SourceFiles } from "../runtime.ts";

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.ts$/;
const MAX_FILES = 40;
const MAX_SOURCE_CHARACTERS = 512 * 1024;

/** What must hold before any tool sees the source: plain file names, an entry, and a bounded size. */
export function refuseSource(files: SourceFiles): Diagnostic[] {
  const names = Object.keys(files);
  const finding = (message: string, file = ENTRY_FILE): Diagnostic => ({ file, line: 0, column: 0, rule: "source", message });
  const bad = names.filter((name) => !NAME.test(name));
  if (bad.length > 0) return bad.map((name) => finding(`"${name.slice(0, 80)}" is not a usable file name: use letters, digits, - and _, ending in .ts, without folders.`, name));
  if (!names.includes(ENTRY_FILE)) return [finding(`There is no ${ENTRY_FILE}.`)];
  if (names.length > MAX_FILES) return [finding(`There are ${names.length} files; at most ${MAX_FILES} are allowed.`)];
  const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  if (size > MAX_SOURCE_CHARACTERS) return [finding(`The source has ${size} characters; at most ${MAX_SOURCE_CHARACTERS} are allowed.`)];
  return [];
}
