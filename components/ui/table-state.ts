/** What a table shows is in its address: `?sort=-calls&q=book&after=…`. A minus sorts downwards. */
export interface TableState<Column extends string> {
  sort: Column;
  isDescending: boolean;
  q: string;
}

type Params = Record<string, string | string[] | undefined>;
const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? "";

/** Reads the state from an address; whatever it can't be is the usual. */
export function tableState<Column extends string>(params: Params, columns: readonly Column[], usual: `-${Column}` | Column): TableState<Column> {
  const find = (text: string) => columns.find((column) => column === text.replace(/^-/, ""));
  const asked = first(params["sort"]);
  const text = find(asked) === undefined ? usual : asked;
  const sort = find(text);
  if (sort === undefined) throw new Error(`${usual} is not one of ${columns.join(", ")}`);
  return { sort, isDescending: text.startsWith("-"), q: first(params["q"]).slice(0, 200) };
}

/** The address with some of it changed; `null` takes a part away. Another order or filter begins at the first page. */
export function tableHref(path: string, params: Params, change: Record<string, string | null>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (!(name in change) && name !== "after") for (const one of [value ?? []].flat()) query.append(name, one);
  for (const [name, value] of Object.entries(change)) if (value !== null && value !== "") query.append(name, value);
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
