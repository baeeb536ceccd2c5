"use client";

import NextLink from "next/link";
import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";

interface LinkProps extends Omit<ComponentProps<typeof NextLink>, "href" | "prefetch"> {
  href: string;
}

/**
 * A link to a page of ours. The page is read ahead when somebody is about to follow it. Left to itself Next reads every link in sight ahead,
 * and all of them again whenever the page is read anew: with live updates that is some twenty requests for one change, in every open tab.
 */
export function Link({ href, onMouseEnter, onTouchStart, onFocus, ...rest }: LinkProps) {
  const router = useRouter();
  const readAhead = () => router.prefetch(href);
  return (
    <NextLink
      {...rest}
      href={href}
      prefetch={false}
      onMouseEnter={(event) => {
        onMouseEnter?.(event);
        readAhead();
      }}
      onTouchStart={(event) => {
        onTouchStart?.(event);
        readAhead();
      }}
      onFocus={(event) => {
        onFocus?.(event);
        readAhead();
      }}
    />
  );
}
