import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { sha256 } from "./write-zoo.ts";

/** The four files of the data set. */
const FILES = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"] as const;

/** SHA-256 of the files in Debian's package, by which a folder is recognised. */
const DEBIAN = {
  package: "dataset-fashion-mnist",
  version: "0.0~git20200523.55506a9-1",
  homepage: "https://github.com/zalandoresearch/fashion-mnist",
  files: new Map([
    ["train-images-idx3-ubyte.gz", "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7"],
    ["train-labels-idx1-ubyte.gz", "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056"],
    ["t10k-images-idx3-ubyte.gz", "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa"],
    ["t10k-labels-idx1-ubyte.gz", "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05"],
  ]),
};

const LICENCE = `Fashion-MNIST: Copyright (c) 2017 Zalando SE, https://tech.zalando.com

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** SHA-256 of the data set's files in a folder, by file name. */
export function sourceHashes(folder: string): Record<string, string> {
  return Object.fromEntries(
    FILES.map((stem): [string, string] => {
      const packed = path.join(folder, `${stem}-ubyte.gz`);
      const file = existsSync(packed) ? packed : path.join(folder, `${stem}-ubyte`);
      return [path.basename(file), sha256(readFileSync(file))];
    }),
  );
}

/** Where images come from: Debian's package with its licence, or a folder of the user's, of which nothing is known. */
export function describeSource(hashes: Readonly<Record<string, string>>): object {
  const known = Object.entries(hashes).every(([file, hash]) => DEBIAN.files.get(file) === hash);
  const { package: name, version, homepage } = DEBIAN;
  return known
    ? {
        package: `Debian ${name}`,
        version,
        homepage,
        licence: "MIT (Expat)",
        licenceText: LICENCE,
        files: hashes,
      }
    : { package: "files of the user", licence: "unknown", files: hashes };
}
