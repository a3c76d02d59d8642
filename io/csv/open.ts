import { fileBytes, type Bytes } from "../binary/bytes.ts";
import { fault } from "../fault.ts";
import { heldSource, type ArraySource } from "../source.ts";
import type { TableOptions } from "./options.ts";
import { recordReader } from "./records.ts";
import { tableBuilder, type Table } from "./table.ts";

/** Bytes that are decoded at a time. */
const CHUNK = 1 << 22;

/** How a file begins that is text in UTF-16, as Excel's "Unicode text". */
const UTF16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
] as const;

function decoderOf(file: string): (bytes: Uint8Array, last: boolean) => string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return (bytes, last) => {
    try {
      return decoder.decode(bytes, { stream: !last });
    } catch (cause) {
      const remedy = "save it as text in UTF-8";
      throw fault("io/csv-encoding", file, "holds bytes that are no UTF-8 text", { remedy, cause });
    }
  };
}

async function readTable(bytes: Bytes, delimiter: string, options: TableOptions): Promise<Table> {
  const file = bytes.name;
  if (bytes.size === 0)
    throw fault("io/csv-empty", file, "is empty", { got: "0 bytes", remedy: "give a row for each stimulus" });
  const table = tableBuilder(options, file);
  const records = recordReader(delimiter, file, table.add);
  const decode = decoderOf(file);
  const scratch = new Uint8Array(Math.min(CHUNK, bytes.size));
  for (let at = 0; at < bytes.size; at += CHUNK) {
    const chunk = scratch.subarray(0, bytes.size - at);
    await bytes.read(at, chunk);
    if (at === 0 && UTF16.some(([a, b]) => chunk[0] === a && chunk[1] === b)) {
      throw fault("io/csv-encoding", file, "is text in UTF-16", { remedy: "save it as text in UTF-8" });
    }
    records.push(decode(chunk, at + CHUNK >= bytes.size));
  }
  records.end();
  return table.end();
}

/**
 * Opens a table of text, rows are stimuli. Its shape is not known before all is read, so that all is read and kept.
 *
 * @param delimiter what separates cells. A comma in `.csv`, a tab in `.tsv`.
 * @throws EtalonError `io/csv-…` with the line, `io/not-found`, `io/directory`, …
 */
export async function openCsv(
  file: string,
  delimiter: "," | "\t",
  options: TableOptions = {},
): Promise<ArraySource> {
  const { rows, cols, data, ids } = await fileBytes(file)((bytes) => readTable(bytes, delimiter, options));
  const about = { name: file, shape: [rows, cols], dtype: "text", ...(ids === undefined ? {} : { ids }) };
  return heldSource(about, () => Promise.resolve(data));
}
