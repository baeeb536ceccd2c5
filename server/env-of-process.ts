type Environment = Record<string, string | undefined>;

/** Settings that are secrets, and the only processes that get each. Nothing that serves gets the migrating DATABASE_URL. */
const SECRETS: Record<string, readonly string[]> = {
  DATABASE_URL: ["supabase"],
  WEB_DATABASE_URL: ["web"],
  GATEWAY_DATABASE_URL: ["gateway"],
  RUNNER_DATABASE_URL: ["runner"],
  JOBS_DATABASE_URL: ["runner"],
  KEY_PEPPER: ["web", "gateway"],
  KEY_PEPPER_PREVIOUS: ["web", "gateway"],
  CONSUMER_ID_SECRET: ["web", "gateway"],
  ENCRYPTION_KEY: ["web", "runner"],
  ANTHROPIC_API_KEY: ["web"],
  ADMIN_API_KEY: ["web", "gateway"],
  VALID_API_KEYS: ["web"],
};

/** The environment of one process: everything but the secrets of the others. */
export const envOfProcess = (name: string, environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([key]) => !SECRETS[key] || SECRETS[key].includes(name)));
