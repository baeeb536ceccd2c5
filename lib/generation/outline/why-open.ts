import { whyPart } from "../why-part.ts";
import { UNSAFE } from "../resource-builder/unsafe-to-keep.ts";

/** Why a part of a description isn't in its outline, and what comes nearest. */
export const whyOpen = (part: string): string => (UNSAFE.test(part) ? "It must not be kept as plain data, and an API from here has no safe place for it." : whyPart(part));
