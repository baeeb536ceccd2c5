import { createHash, timingSafeEqual } from "node:crypto";

/** Whether an `Authorization` header carries the installation's own key, ADMIN_API_KEY: the one check of it, for web and gateway. */
export function isAdminKey(authorization: string | null | undefined, adminKey: string | undefined): boolean {
  const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  return bearer !== undefined && adminKey !== undefined && isSameDigest(digestOf(bearer), digestOf(adminKey));
}

/** Of a secret that is compared with another: as long as any other's, so that no length is told. */
export const digestOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** In constant time. */
export const isSameDigest = (one: Buffer, other: Buffer): boolean => timingSafeEqual(one, other);
