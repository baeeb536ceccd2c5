/** Binds a sealed secret to its API and name: moved to another row it does not open. */
export const apiSecretContext = (apiId: string, name: string): string => `api-secret ${apiId} ${name}`;
