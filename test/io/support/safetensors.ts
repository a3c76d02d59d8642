/** One tensor of a file that is put together by hand. */
export interface TestTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** The bytes of a safetensors file around a header, which need not be JSON. */
export function safetensorsAround(header: string, data: Uint8Array = new Uint8Array(0)): Buffer {
  const text = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

/** The bytes of a safetensors file, its tensors one after another. */
export function safetensorsBytes(tensors: Readonly<Record<string, TestTensor>>): Buffer {
  let at = 0;
  const header: Record<string, unknown> = { __metadata__: { format: "pt" } };
  for (const [name, { dtype, shape, data }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, (at += data.length)] };
  }
  // The format allows spaces after the header, and writers use them to align the data.
  const text = JSON.stringify(header);
  return safetensorsAround(
    text.padEnd(Math.ceil(text.length / 8) * 8),
    Buffer.concat(Object.values(tensors).map(({ data }) => data)),
  );
}
