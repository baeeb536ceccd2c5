/** Whether a name says how many or which ones: goals are scored, or aimed at. */
export const isHowManyOrWhich = (label: string): boolean => SEVERAL.test(label);

const SEVERAL = /^(?:goals|attendees|words|characters|lines|letters|files|boxes|bottles|tickets|employees|children|kids|cars|windows|doors|floors|wheels|holidays|trees|students|pupils|teams)$/;
