import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SkipLink } from "#components/layout/skip-link.tsx";
import { THEME_COOKIE, themeFrom, type Theme } from "#components/layout/theme.ts";
import { StyleNonce } from "#components/ui/style-nonce.tsx";
import { publicUrl, readEnv } from "#lib/env.ts";
import { CrashSettings } from "./crash-settings.tsx";
import { FONT_CLASSES } from "./fonts.ts";
import "./globals.css";

/** Where this installation is, is known when it runs. */
export const generateMetadata = (): Metadata => ({
  metadataBase: new URL(publicUrl(readEnv())),
  title: { default: "API Creator: describe an API, get a live one", template: "%s · API Creator" },
  description: "Describe an API in plain English. It is built, tested in the sandbox it runs in, and live seconds later.",
  openGraph: { siteName: "API Creator", type: "website" },
  twitter: { card: "summary_large_image" },
});
const PAPER = { light: "#fcfcfa", dark: "#0e1113" };

/** The bar of a phone's browser has the colour of the page, also where a theme was chosen against the system's. */
export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme();
  const themeColor = theme === "system" ? (["light", "dark"] as const).map((scheme) => ({ media: `(prefers-color-scheme: ${scheme})`, color: PAPER[scheme] })) : PAPER[theme];
  return { width: "device-width", initialScale: 1, themeColor };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme();
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} className={FONT_CLASSES}>
      <body className="font-sans">
        <StyleNonce />
        <CrashSettings />
        <SkipLink />
        {children}
      </body>
    </html>
  );
}

const chosenTheme = async (): Promise<Theme> => themeFrom((await cookies()).get(THEME_COOKIE)?.value);
