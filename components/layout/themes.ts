import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import type { Theme } from "./theme.ts";

/** The themes that one chooses from, in the order in which they are offered. */
export const THEMES: readonly { value: Theme; label: string; icon: LucideIcon }[] = [
  { value: "system", label: "As the system", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
];
