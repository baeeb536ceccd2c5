/** What an API is about; the filter of the gallery and of the marketplace. */
export const CATEGORIES = ["data", "productivity", "business", "finance", "events", "education", "health", "social", "content", "text", "utilities", "developer", "games", "other"] as const;
export type Category = (typeof CATEGORIES)[number];
