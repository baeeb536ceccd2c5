import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SkipLink } from "#components/layout/skip-link.tsx";
import { THEME_COOKIE, themeFrom } from "#components/layout/theme.ts";
import { StyleNonce } from "#components/ui/style-nonce.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "API Creator: describe an API, get a live one", template: "%s · API Creator" },
  description: "Describe an API in plain English. It is built, tested in the sandbox it runs in, and live seconds later.",
};
export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfcfa" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1113" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body className="font-sans">
        <StyleNonce />
        <SkipLink />
        {children}
      </body>
    </html>
  );
}
