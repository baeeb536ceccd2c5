/** The pages of one API, by the last part of their address; null is the first. */
export const API_PARTS: readonly { segment: string | null; title: string }[] = [
  { segment: null, title: "Overview" },
  { segment: "try", title: "Try it" },
  { segment: "change", title: "Change" },
  { segment: "versions", title: "Versions" },
  { segment: "data", title: "Data" },
  { segment: "code", title: "Code" },
  { segment: "logs", title: "Logs" },
  { segment: "analytics", title: "Analytics" },
  { segment: "settings", title: "Settings" },
];
