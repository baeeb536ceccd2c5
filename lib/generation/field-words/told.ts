import type { OutlineField, OutlineKind } from "../outline/schema.ts";

/** What is said of a field beside its name. */
export interface Told extends Partial<Pick<OutlineField, "isRequired" | "isUnique" | "choices" | "min" | "max" | "isOverMin" | "minLength" | "maxLength" | "default">> {
  kind?: OutlineKind;
  /** `max` itself is too much. */
  isUnderMax?: boolean;
  /** May be below zero. */
  isSigned?: boolean;
  /** No fractions. */
  isWhole?: boolean;
  /** Fractions are taken too. */
  hasDecimals?: boolean;
  /** Never below, or never above, another field of the same thing. */
  beside?: { other: string; isAbove: boolean; isStrict: boolean };
  /** What its unit measures: money, or what has fractions. */
  measured?: OutlineKind;
  /** What is taken for granted of it. */
  said?: string[];
}

/** A part of a remark that is understood, and that nothing built here keeps to. */
export interface Unkept {
  text: string;
  why: string;
}

/** All that one remark says. */
export interface Remark {
  told: Told;
  /** The word for a kind, as it was written. */
  kindWord?: string;
  unit?: string;
  currency?: string;
  values: string[];
  /** Its start among the values, or what else it begins as. */
  start?: string;
  isMove: boolean;
  hasExamples: boolean;
  unkept: Unkept[];
}

export const newRemark = (): Remark => ({ told: {}, values: [], isMove: false, hasExamples: false, unkept: [] });
