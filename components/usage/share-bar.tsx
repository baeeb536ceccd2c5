/** A share of a whole, as a quiet line under its figures. */
export function ShareBar({ share, className = "fill-edge" }: { share: number; className?: string }) {
  return (
    <svg aria-hidden className="block h-1 w-full">
      <rect width="100%" height="100%" rx={2} className="fill-line" />
      <rect width={`${Math.max(0.5, Math.min(100, share * 100))}%`} height="100%" rx={2} className={className} />
    </svg>
  );
}
