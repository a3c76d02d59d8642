/** What the tests use of `yazl`, which comes without types. */
declare module "yazl" {
  import type { Readable } from "node:stream";

  export class ZipFile {
    readonly outputStream: Readable;
    addBuffer(bytes: Uint8Array, name: string, options?: { readonly compress?: boolean }): void;
    addEmptyDirectory(name: string): void;
    end(): void;
  }
}
