import { classNames } from "#components/ui/class-names.ts";

interface TestSquaresProps {
  total: number;
  /** In the order in which they ended. */
  results: readonly ("passed" | "failed" | "contradicted")[];
  /** Of each square that stands for a result. */
  squareClass?: string;
}

const A_ROW = 24;
const FILL = { passed: "fill-brand", failed: "fill-failed", contradicted: "fill-paused" } as const;

/** One square per test, grey until it has ended. A picture of the count beside it, which says the same in words. */
export function TestSquares({ total, results, squareClass = "" }: TestSquaresProps) {
  const count = Math.max(total, results.length);
  return (
    <svg aria-hidden viewBox={`0 0 ${A_ROW * 8} ${Math.max(1, Math.ceil(count / A_ROW)) * 8}`} className="block w-48 max-w-full">
      {Array.from({ length: count }, (_item, index) => {
        const result = results[index];
        return <rect key={index} x={(index % A_ROW) * 8} y={Math.floor(index / A_ROW) * 8} width="6" height="6" rx="1" className={classNames(result ? classNames(FILL[result], squareClass) : "fill-line", "transition-[fill]")} />;
      })}
    </svg>
  );
}
