import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { EtalonError } from "../../core/errors.ts";

/** An array of unsigned bytes as an idx file holds it. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * Reads an idx file of unsigned bytes (LeCun's format of the MNIST files): two zero bytes, type 8, number of
 * dimensions, the big-endian dimensions, the data.
 *
 * @throws EtalonError `idx/format` when the header or the length is wrong.
 */
export function parseIdx(file: Uint8Array, name: string): IdxArray {
  const refuse = (what: string, got: string): never => {
    throw new EtalonError("idx/format", `parseIdx: ${name} ${what}`, {
      got,
      remedy: "give the folder of the four idx files of MNIST or Fashion-MNIST, plain or gzipped",
    });
  };
  if (file.length < 4 || file[0] !== 0 || file[1] !== 0 || file[2] !== 8) {
    return refuse("is not an idx file of unsigned bytes", `header ${file.subarray(0, 4).join(" ")}`);
  }
  const dimensions = file[3]!;
  const start = 4 + 4 * dimensions;
  if (file.length < start) return refuse("ends inside its header", `${file.length} bytes`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const size = shape.reduce((a, b) => a * b, 1);
  if (file.length - start !== size) {
    return refuse(`must hold ${size} bytes after its header`, String(file.length - start));
  }
  return { shape, bytes: file.subarray(start) };
}

/**
 * Reads `folder/name.gz` or, if there is none, `folder/name`.
 *
 * @throws EtalonError `idx/missing` when neither is there.
 */
export function readIdx(folder: string, name: string): IdxArray {
  const packed = path.join(folder, `${name}.gz`);
  if (existsSync(packed)) return parseIdx(gunzipSync(readFileSync(packed)), packed);
  const plain = path.join(folder, name);
  if (existsSync(plain)) return parseIdx(readFileSync(plain), plain);
  throw new EtalonError("idx/missing", `readIdx: neither ${name} nor ${name}.gz is in the folder`, {
    got: folder,
    remedy: "apt-get install dataset-fashion-mnist, or name your own folder with --data",
  });
}
