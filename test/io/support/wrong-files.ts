import { deflateRawSync } from "node:zlib";
import { npyBytes } from "../../../io/npy-write.ts";
import type { ReadOptions } from "../../../io/open.ts";
import { npyFile } from "../../support/npy.ts";
import { safetensorsAround, safetensorsBytes } from "./safetensors.ts";
import { zipBytes, type TestMember } from "./zip.ts";

// What a user meets who hands in a wrong file: one line that begins with the file, and says the problem, the value and
// the remedy. Each reader's own tests go further into its format.

/** The bytes of a good `.npy` file: 2×3 float64. */
export const good: Buffer = Buffer.from(npyBytes({ shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) }));
const npy = (header: string): Buffer => npyFile("", [], false, new Uint8Array(48), 1, header);
const shaped = (shape: string): Buffer =>
  npy(`{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`);
const typed = (descr: string): Buffer =>
  npy(`{'descr': ${descr}, 'fortran_order': False, 'shape': (2, 3), }`);
const zip = (...members: Partial<TestMember>[]): Buffer =>
  zipBytes(members.map((member) => ({ name: "x.npy", data: good, ...member })));
const tensor = (dtype: string, shape: readonly number[], data = new Uint8Array(8)): Buffer =>
  safetensorsBytes({ x: { dtype, shape, data } });

const offsets = (x: readonly number[], y: readonly number[], bytes: number): Buffer =>
  safetensorsAround(
    JSON.stringify({
      x: { dtype: "F64", shape: [1], data_offsets: x },
      y: { dtype: "F64", shape: [1], data_offsets: y },
    }),
    new Uint8Array(bytes),
  );

/** What is wrong, the name to ask for, the file's bytes, the code and a part of the sentence. */
export type WrongFile = readonly [
  what: string,
  name: string,
  bytes: Uint8Array | string,
  code: string,
  says: string,
  options?: ReadOptions,
];

/** Files that no reader may accept. */
export const WRONG_FILES: readonly WrongFile[] = [
  ["empty .npy", "a.npy", "", "io/npy-header", "is empty"],
  ["text as .npy", "a.npy", "1,2,3", "io/npy-header", "is not a .npy file"],
  ["archive as .npy", "a.npy", zip({}), "io/npy-header", "is not a .npy file"],
  ["cut magic", "a.npy", good.subarray(0, 4), "io/npy-header", "ends inside its header"],
  ["cut header", "a.npy", good.subarray(0, 50), "io/npy-header", "ends inside its header"],
  ["cut data", "a.npy", good.subarray(0, -1), "io/npy-size", "ends before its data do"],
  ["no data", "a.npy", good.subarray(0, 128), "io/npy-size", "ends before its data do"],
  ["more data", "a.npy", Buffer.concat([good, good]), "io/npy-size", "has bytes after its data"],
  ["future version", "a.npy", good.with(6, 9), "io/npy-header", "unknown version"],
  ["lying header length", "a.npy", good.with(9, 255), "io/npy-header", "impossible length"],
  ["code as header", "a.npy", npy("__import__('os').system('true')"), "io/npy-header", "cannot be read"],
  ["negative side", "a.npy", shaped("(-2, -3)"), "io/npy-header", "impossible side"],
  ["overflowing product", "a.npy", shaped("(4294967296, 4294967296)"), "io/npy-header", "overflows"],
  ["fractional side", "a.npy", shaped("(2.0, 3)"), "io/npy-header", "cannot be read"],
  [
    "single value",
    "a.npy",
    npyBytes({ shape: [], data: Float64Array.of(1) }),
    "io/not-a-matrix",
    "a single value",
  ],
  [
    "3-D without a policy",
    "a.npy",
    npyBytes({ shape: [1, 2, 3], data: new Float64Array(6) }),
    "io/not-a-matrix",
    "1×2×3",
  ],
  [
    "4-D pooled without channels",
    "a.npy",
    npyBytes({ shape: [1, 1, 2, 3], data: new Float64Array(6) }),
    "io/policy",
    "where the channels are",
    { policy: "pool" },
  ],
  ["axis of trials that is not there", "a.npy", good, "io/trials", "axis 2 of 2×3", { trials: 2 }],
  ["objects", "a.npy", typed("'|O'"), "io/dtype", "Python objects"],
  ["complex numbers", "a.npy", typed("'<c16'"), "io/dtype", "complex numbers"],
  ["text", "a.npy", typed("'<U8'"), "io/dtype", "text"],
  ["records", "a.npy", typed("[('a', '<f8')]"), "io/dtype", "records"],
  ["long doubles", "a.npy", typed("'<f16'"), "io/dtype", "long doubles"],
  [
    "integer beyond 2⁵³",
    "a.npy",
    npyFile("<i8", [1], false, Buffer.from(BigInt64Array.of(2n ** 60n + 1n).buffer)),
    "io/integer-too-large",
    "1152921504606846977",
  ],
  ["empty .npz", "a.npz", "", "io/npz", "not a readable .npz"],
  ["text as .npz", "a.npz", "hello, this is no archive", "io/npz", "not a readable .npz"],
  ["array as .npz", "a.npz", good, "io/npz", "not a readable .npz"],
  ["cut archive", "a.npz", zip({}).subarray(0, -10), "io/npz", "not a readable .npz"],
  ["archive of nothing", "a.npz", zip(), "io/no-array", "holds no array"],
  ["archive of text", "a.npz", zip({ name: "x.txt" }), "io/no-array", "holds no array"],
  ["two arrays", "a.npz", zip({}, { name: "y.npy" }), "io/which-member", "holds 2 arrays"],
  ["unknown array", "a.npz#xy", zip({}), "io/unknown-member", "did you mean"],
  ["glob that fits nothing", "a.npz#z*", zip({}), "io/unknown-member", "has no such array (got z*)"],
  ["no name after #", "a.npz#", zip({}), "io/member-spec", "names no array"],
  ["absolute name", "a.npz", zip({ name: "/x.npy" }), "io/npz-unsafe", "unsafe name"],
  ["name that leaves", "a.npz", zip({ name: "../x.npy" }), "io/npz-unsafe", "unsafe name"],
  ["name with a backslash", "a.npz", zip({ name: "a\\x.npy" }), "io/npz-unsafe", "unsafe name"],
  ["name with NUL", "a.npz", zip({ name: "x\0.npy" }), "io/npz-unsafe", "unsafe name"],
  ["name that is there twice", "a.npz", zip({}, {}), "io/npz-unsafe", "is there twice"],
  ["encrypted member", "a.npz", zip({ flags: 1 }), "io/npz-unsafe", "is encrypted"],
  ["unread packing", "a.npz", zip({ method: 14 }), "io/npz-unsafe", "packed in a way"],
  ["bomb", "a.npz", zip({ size: 0xfffffffe }), "io/npz-unsafe", "would unpack to an impossible size"],
  ["damaged packing", "a.npz", zip({ packed: Buffer.alloc(30, 255) }), "io/npz", "not a readable"],
  ["wrong checksum", "a.npz", zip({ crc: 7 }), "io/checksum", "its checksum is wrong"],
  [
    "member that is no array",
    "a.npz",
    zip({ data: Buffer.from("hello, I am text") }),
    "io/npy-header",
    "is not a .npy file",
  ],
  [
    "member that is cut",
    "a.npz",
    zip({ data: good.subarray(0, -8) }),
    "io/npy-size",
    "ends before its data do",
  ],
  ["empty .safetensors", "a.safetensors", "", "io/safetensors", "is empty"],
  ["text as .safetensors", "a.safetensors", "hello, this is text", "io/safetensors", "impossible length"],
  [
    "cut .safetensors",
    "a.safetensors",
    tensor("F64", [1]).subarray(0, -1),
    "io/safetensors",
    "ends before its data do",
  ],
  ["header that is no JSON", "a.safetensors", safetensorsAround("{'x'}"), "io/safetensors", "no JSON"],
  [
    "tensor of another size",
    "a.safetensors",
    tensor("F64", [2]),
    "io/safetensors",
    "another number of bytes",
  ],
  ["quantised tensor", "a.safetensors", tensor("F8_E4M3", [8]), "io/dtype", "quantised"],
  ["no tensor", "a.safetensors", safetensorsAround("{}"), "io/no-array", "holds no array"],
  ["empty .csv", "a.csv", "", "io/csv-empty", "is empty"],
  ["only a header", "a.csv", "a,b\n", "io/csv-empty", "holds no row"],
  ["rows of two lengths", "a.csv", "1,2\n3\n", "io/csv-row", "line 2 has another number of cells"],
  ["missing cell", "a.csv", "1,2\n3,\n", "io/csv-cell", "line 2, column 2 holds no number (got nothing)"],
  [
    "word among numbers",
    "a.csv",
    "1,2\n3,cat\n",
    "io/csv-cell",
    'line 2, column 2 holds no number (got "cat")',
  ],
  ["decimal comma", "a.csv", '1,2\n3,"4,5"\n', "io/csv-cell", "with a point"],
  ["semicolons", "a.csv", "1;2\n3;4\n", "io/csv-cell", "separate cells by commas"],
  ["open quote", "a.csv", '1,2\n"3,4\n', "io/csv-quote", "is not closed"],
  ["empty line", "a.csv", "1,2\n\n3,4\n", "io/csv-row", "has an empty line"],
  ["UTF-16", "a.csv", Buffer.from("\ufeff1,2\n", "utf16le"), "io/csv-encoding", "UTF-16"],
  ["Latin-1", "a.csv", Buffer.from("\xe4,1\n", "latin1"), "io/csv-encoding", "no UTF-8"],
  ["names or numbers", "a.csv", "0,1,2\n5,6,7\n", "io/csv-heading", "names or numbers"],
  ["unknown column of names", "a.csv", "a,b\n1,2\n", "io/csv-columns", "no such column", { idColumn: "z" }],
  ["empty .h5", "a.h5", "", "io/hdf5", "is empty"],
  ["text as .h5", "a.h5", "hello", "io/hdf5", "is not an HDF5 file"],
  ["older MATLAB file", "a.mat", "MATLAB 5.0 MAT-file, Platform: GLNXA64", "io/mat-version", "-v7.3"],
  ["text as .mat", "a.mat", "hello", "io/hdf5", "is no MATLAB 7.3 file"],
  ["PyTorch's file", "a.pt", "PK", "io/unknown-format", "would run code"],
  ["packed file", "a.npy.gz", "\x1f\x8b", "io/unknown-format", "unpack it first"],
  ["no extension", "a", good, "io/unknown-format", "no extension"],
  ["half a magic", "a.npy", good.subarray(0, 7), "io/npy-header", "ends inside its header"],
  ["cut before the header's length", "a.npy", good.subarray(0, 9), "io/npy-header", "ends inside its header"],
  ["cut after one number", "a.npy", good.subarray(0, 136), "io/npy-size", "ends before its data do"],
  [
    "pickled objects",
    "a.npy",
    npyFile("|O", [1], false, Buffer.from("\x80\x04\x95cos\nsystem\n.", "latin1")),
    "io/dtype",
    "Python objects",
  ],
  ["dates", "a.npy", typed("'<M8[s]'"), "io/dtype", "dates"],
  ["big-endian text", "a.npy", typed("'>U8'"), "io/dtype", "text"],
  ["shape that is no tuple", "a.npy", shaped("6"), "io/npy-header", "shape"],
  [
    "header without a shape",
    "a.npy",
    npy("{'descr': '<f8', 'fortran_order': False, }"),
    "io/npy-header",
    "shape",
  ],
  ["cut central directory", "a.npz", zip({}).subarray(0, -30), "io/npz", "not a readable .npz"],
  ["archive without its beginning", "a.npz", zip({}).subarray(40), "io/npz", "not a readable .npz"],
  ["member in another place", "a.npz", zip({ offset: 3 }), "io/npz", "not a readable"],
  ["name that leaves later", "a.npz", zip({ name: "a/../../x.npy" }), "io/npz-unsafe", "unsafe name"],
  ["drive letter", "a.npz", zip({ name: "C:/x.npy" }), "io/npz-unsafe", "unsafe name"],
  [
    "bomb of zeros",
    "a.npz",
    zip({ packed: deflateRawSync(Buffer.alloc(4_000_000)), size: 1000 }),
    "io/npz",
    "expected 1000",
  ],
  [
    "pickles in an archive",
    "a.npz",
    zip({ data: npyFile("|O", [1], false, Buffer.from("\x80")) }),
    "io/dtype",
    "Python objects",
  ],
  [
    "header longer than its file",
    "a.safetensors",
    safetensorsAround("{}").fill(255, 0, 8),
    "io/safetensors",
    "impossible length",
  ],
  ["tensors that overlap", "a.safetensors#x", offsets([0, 8], [4, 12], 12), "io/safetensors", "overlap"],
  [
    "tensor beyond the end",
    "a.safetensors#x",
    offsets([0, 8], [8, 16], 12),
    "io/safetensors",
    "ends before its data do",
  ],
  [
    "offsets the wrong way round",
    "a.safetensors#x",
    offsets([8, 0], [8, 16], 16),
    "io/safetensors",
    "a.safetensors",
  ],
  [
    "hole between tensors",
    "a.safetensors#x",
    offsets([0, 8], [12, 20], 20),
    "io/safetensors",
    "a.safetensors",
  ],
  ["unknown tensor", "a.safetensors#conv1", tensor("F64", [1]), "io/unknown-member", "it has x"],
  ["tab-separated as .csv", "a.csv", "1\t2\n3\t4\n", "io/csv-cell", "separate cells by commas"],
  ["commas in a .tsv", "a.tsv", "1,2\n3,4\n", "io/csv-cell", "line 1, column 1"],
  ["thousands with commas", "a.tsv", "1,000\t2\n", "io/csv-cell", "line 1"],
  ["binary as .csv", "a.csv", good, "io/csv-encoding", "no UTF-8"],
  ["huge number", "a.csv", "1,2\n3,1e999\n", "io/csv-cell", "line 2, column 2"],
  ["PyTorch's other file", "a.pth", "PK", "io/unknown-format", "would run code"],
  ["pickle", "a.pkl", "\x80", "io/unknown-format", "would run code"],
  ["zip with another name", "a.zip", zip({}), "io/unknown-format", "rename it to .npz"],
  ["text with another name", "a.txt", "1,2", "io/unknown-format", "rename it to .csv"],
  ["misspelt extension", "a.npyy", good, "io/unknown-format", "did you mean .npy?"],
  ["array named in a file of one", "a.npy#x", good, "io/member-spec", "holds one array"],
];
