import { outlinesPassTheGate } from "./outlines-pass-the-gate.ts";

outlinesPassTheGate(120, 7);
