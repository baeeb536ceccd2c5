export { PageBelow as default } from "#components/layout/page-below.tsx";
