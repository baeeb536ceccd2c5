// What the module `api-creator` is at run time; its types are guest/api-creator.d.ts.
export class DataError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "DataError";
    this.code = code;
  }
}
