import { outlinesPassTheGate } from "./outlines-pass-the-gate.ts";

// A hundred more: outline.full.test.ts.
outlinesPassTheGate(5, 1);
