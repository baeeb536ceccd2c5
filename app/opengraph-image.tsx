import { ImageResponse } from "next/og";

export const alt = "API Creator: describe an API, call it seconds later";
export const size = { width: 1200, height: 630 };
export const contentType = "image/png";
/** Made once, when the pages are built. */
export const dynamic = "force-static";

const STAGES = ["Read the description", "Write the code", "Check types and rules", "Run the contract tests", "Go live"];
const row = { display: "flex", alignItems: "center", gap: 18 } as const;

export default function OpenGraphImage() {
  return new ImageResponse(
    <div style={{ display: "flex", flexDirection: "column", justifyContent: "space-between", width: "100%", height: "100%", padding: 72, background: "#0e1113", color: "#e8eaed" }}>
      <div style={{ ...row, fontSize: 34, fontWeight: 600 }}>
        <div style={{ width: 22, height: 22, borderRadius: 11, background: "#3ddc97" }} /> API Creator
      </div>
      <div style={{ display: "flex", justifyContent: "space-between", alignItems: "flex-end" }}>
        <div style={{ display: "flex", flexDirection: "column", fontSize: 76, lineHeight: 1.1, letterSpacing: -2, fontWeight: 600 }}>
          <span>Describe an API.</span>
          <span>Call it seconds later.</span>
        </div>
        <div style={{ display: "flex", flexDirection: "column", gap: 16, fontSize: 26, color: "#a2a9b1" }}>
          {STAGES.map((stage) => (
            <div key={stage} style={row}>
              <div style={{ width: 18, height: 18, borderRadius: 9, background: "#3ddc97" }} /> {stage}
            </div>
          ))}
        </div>
      </div>
    </div>,
    size,
  );
}
