/**
 * What `promtool check metrics` would say of a Prometheus text: the format, and the rules of Prometheus for names. For tests, where promtool
 * is not installed.
 */
export function lintMetrics(text: string): string[] {
  const findings: string[] = [];
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const samples = new Set<string>();
  let family = "";
  if (!text.endsWith("\n")) findings.push("the last line has no end");
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment) {
      const [, kind = "", name = "", rest = ""] = comment;
      if (kind === "HELP" && helped.has(name)) findings.push(`${name}: a second HELP`);
      if (kind === "HELP") helped.add(name);
      if (kind === "TYPE" && types.has(name)) findings.push(`${name}: a second TYPE`);
      if (kind === "TYPE") types.set(name, rest);
      family = name;
      continue;
    }
    const sample = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (NaN|[+-]Inf|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(line);
    if (!sample) {
      findings.push(`can't be read: ${line}`);
      continue;
    }
    const [, name = "", labels = ""] = sample;
    const own = types.get(family) === "histogram" ? name.replace(/_(bucket|sum|count)$/, "") : name;
    if (own !== family) findings.push(`${name}: stands under ${family}`);
    if (samples.has(`${name}{${labels}}`)) findings.push(`${name}{${labels}}: twice`);
    samples.add(`${name}{${labels}}`);
    if (/(^|,)quantile=/.test(labels)) findings.push(`${name}: the label quantile belongs to summaries`);
    if (/(^|,)le=/.test(labels) && types.get(family) !== "histogram") findings.push(`${name}: the label le belongs to histograms`);
    for (const [, label = ""] of labels.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)=/g)) if (/[A-Z]/.test(label)) findings.push(`${name}: the label ${label} is not in snake_case`);
  }
  for (const [name, type] of types) findings.push(...lintName(name, type).map((finding) => `${name}: ${finding}`), ...(helped.has(name) ? [] : [`${name}: no HELP`]));
  return findings;
}

const OTHER_UNITS = /_(milliseconds|microseconds|nanoseconds|minutes|hours|days|weeks|ms|kilobytes|megabytes|gigabytes|kb|mb|gb|bits|percent|percentage|celsius_degrees|kilograms)(_|$)/;
const ABBREVIATED = /_(s|sec|secs|ms|us|ns|b|kb|mb|gb|pct)(_|$)/;

function lintName(name: string, type: string): string[] {
  return [
    ...(/[A-Z]/.test(name) ? ["no camelCase in names"] : []),
    ...(type === "counter" && !name.endsWith("_total") ? ["a counter's name ends in _total"] : []),
    ...(type !== "counter" && name.endsWith("_total") ? ["only a counter's name ends in _total"] : []),
    ...(type !== "histogram" && /_(bucket|count|sum)$/.test(name) ? ["_bucket, _count and _sum belong to histograms"] : []),
    ...(OTHER_UNITS.test(name) ? ["use base units: seconds, bytes, ratio"] : []),
    ...(ABBREVIATED.test(name) ? ["units are not abbreviated"] : []),
    ...(new RegExp(`_(${["counter", "gauge", "histogram", "summary"].join("|")})(_|$)`).test(name) ? ["the type is no part of a name"] : []),
    ...(/[a-z0-9]:|:[a-z0-9]/.test(name) ? ["colons are for recording rules"] : []),
  ];
}
