/** Calls of the sample to start from. The last one is a mistake, because what a refusal says is worth seeing. */
export const SAMPLE_CALLS_TO_TRY = [
  { label: "A marathon in kilometres", path: "/convert?value=26.2&from=miles&to=km" },
  { label: "Boiling water in Fahrenheit", path: "/convert?value=100&from=celsius&to=fahrenheit" },
  { label: "Every unit of mass", path: "/units?quantity=mass" },
  { label: "A mistake: kilos in metres", path: "/convert?value=5&from=kg&to=m" },
] as const;
