/** CRC-32 of every byte, with the reversed polynomial 0xEDB88320. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/**
 * The checksum of zip archives, over `bytes` and what came before them.
 *
 * @param before the checksum so far. @defaultValue 0, that of nothing.
 *
 * Source: ISO 3309; PKWARE APPNOTE 4.4.7. (Node has it from 20.15 only.)
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (let k = 0; k < bytes.length; k++) value = TABLE[(value ^ bytes[k]!) & 0xff]! ^ (value >>> 8);
  return ~value >>> 0;
}
