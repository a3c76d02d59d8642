import { describe, expect, it } from "vitest";
import { EXTENSIONS, formatOf } from "../../io/formats.ts";

describe("formatOf", () => {
  it.each([
    ["a.npy", "array"],
    ["a.CSV", "array"],
    ["a.tsv", "array"],
    ["x.y/a.npz", "container"],
    ["a.safetensors", "container"],
    ["a.h5", "container"],
    ["a.hdf5", "container"],
    ["a.mat", "container"],
  ])("%s is one %s", (file, kind) => {
    expect(formatOf(file).kind).toBe(kind);
    expect(EXTENSIONS.some((extension) => file.toLowerCase().endsWith(extension))).toBe(true);
  });

  it.each([
    ["a", "(got no extension); use .npy, .npz, .safetensors, .csv, .tsv, .h5, .hdf5, .mat"],
    ["a.npi", "(got .npi); use .npy, .npz, .safetensors, .csv, .tsv, .h5, .hdf5, .mat (did you mean .npy?)"],
    ["a.npy/b", "(got no extension)"],
    ["a.docx", "(got .docx); use .npy"],
    ["a.pt", "in Python, numpy.save('x.npy', torch.load(…)): reading it would run code"],
    ["a.pkl", "reading it would run code"],
    ["a.npy.gz", "(got .gz); unpack it first"],
    ["a.xlsx", "save it as .csv"],
    ["a.txt", "rename it to .csv or .tsv"],
    ["a.constructor", "(got .constructor); use .npy"],
    ["", "(got no extension)"],
  ])("refuses %j", (file, message) => {
    expect(() => formatOf(file)).toThrow(`${file}: is not a kind of file that is read`);
    expect(() => formatOf(file)).toThrow(message);
  });
});
