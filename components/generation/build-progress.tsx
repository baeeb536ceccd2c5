"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** A build as it goes on, and how it ended. Its code comes with the first build that is watched. */
export const BuildProgress = dynamic(() => import("./build-panels.tsx").then((module) => module.BuildPanels), { ssr: false, loading: () => <Skeleton className="h-64" /> });
