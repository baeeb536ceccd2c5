// What all APIs share (compile/shared-libraries.ts): a separate module of the runtime's config.
declare const libraries: Readonly<Record<string, object>>;
export default libraries;
