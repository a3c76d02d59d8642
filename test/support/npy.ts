/** The bytes of numbers in one of numpy's types. */
export function npyBytes(dtype: string, values: readonly number[]): Buffer {
  const size = Number(dtype.slice(2));
  const bytes = Buffer.alloc(values.length * size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = dtype[0] !== ">";
  values.forEach((value, k) => {
    const at = k * size;
    switch (dtype.slice(1)) {
      case "f8":
        view.setFloat64(at, value, little);
        break;
      case "f4":
        view.setFloat32(at, value, little);
        break;
      case "f2":
        view.setUint16(at, halfBits(value), little);
        break;
      case "i8":
      case "u8":
        view.setBigInt64(at, BigInt(value), little);
        break;
      case "i4":
      case "u4":
        view.setInt32(at, value | 0, little);
        break;
      case "i2":
      case "u2":
        view.setInt16(at, value, little);
        break;
      default:
        view.setInt8(at, value);
    }
  });
  return bytes;
}

/** Half-precision bits of a number that has them. */
function halfBits(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size < 2 ** -14) return sign | Math.round(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  return sign | ((exponent + 15) << 10) | Math.round((size / 2 ** exponent - 1) * 1024);
}

/** A `.npy` file around bytes of data; `text` replaces the header. */
export function npyFile(
  dtype: string,
  shape: readonly number[],
  fortran: boolean,
  data: Uint8Array,
  version: 1 | 2 | 3 = 1,
  text?: string,
): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const plain =
    text ?? `{'descr': '${dtype}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${tuple}, }`;
  const prefix = version === 1 ? 10 : 12;
  const length = Math.ceil((prefix + plain.length + 1) / 64) * 64 - prefix;
  const head = Buffer.alloc(prefix);
  head.write("\u0093NUMPY", 0, "latin1");
  head[6] = version;
  if (version === 1) head.writeUInt16LE(length, 8);
  else head.writeUInt32LE(length, 8);
  return Buffer.concat([head, Buffer.from(`${plain.padEnd(length - 1)}\n`), data]);
}
