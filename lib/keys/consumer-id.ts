import { createHmac } from "node:crypto";

/** Who calls, as an API sees it (`c.env.CONSUMER.id`): stable per calling workspace and API, and useless anywhere else. */
export const consumerId = (workspaceId: string, apiId: string, secret: string): string =>
  `con_${createHmac("sha256", secret).update(`consumer:${workspaceId}:${apiId}`).digest("base64url").slice(0, 22)}`;
