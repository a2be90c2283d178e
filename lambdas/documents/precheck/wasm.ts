/** What is used of WebAssembly's JavaScript interface; the types of Node name a part of it only. */
interface WebAssemblyApi {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

export interface WasmTable {
  /** @returns the length before */
  grow(by: number): number;
  set(index: number, value: unknown): void;
}

export const wasm = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;

/** Whether PDFium itself broke, which a damaged document can bring about; it must not be used again. */
export function isWasmTrap(error: unknown): boolean {
  return error instanceof Error && error.name === 'RuntimeError';
}
