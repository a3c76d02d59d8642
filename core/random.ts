import * as crypto from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { Matrix } from "./matrix.ts";
import { matrix } from "./matrix.ts";
import { canonicalJson } from "./canonical-json.ts";

/**
 * A seeded source of random numbers. Two sources made from equal seeds give equal numbers on every machine.
 *
 * A source is split by {@link Random.child} and never by handing it on, so that taking one number more in one
 * place moves no number anywhere else.
 */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform on the integers 0 … `bound` − 1. */
  integer(bound: number): number;
  /** Standard normal (Box and Muller 1958). */
  gaussian(): number;
  /** A uniformly random order of 0 … n − 1 (Fisher and Yates). */
  permutation(n: number): Int32Array;
  /** rows×cols independent standard normals. */
  gaussianMatrix(rows: number, cols: number): Matrix;
  /** An independent source, named by its path from this one. */
  child(...path: readonly (string | number)[]): Random;
}

type Path = readonly (string | number)[];

/** Of Node 20.12 on: without an object for each hash, which the garbage collector has to finalise. */
const hashAtOnce = (crypto as Partial<Pick<typeof crypto, "hash">>).hash;

const sha256 = (text: string): Buffer =>
  hashAtOnce === undefined
    ? crypto.createHash("sha256").update(text).digest()
    : hashAtOnce("sha256", text, "buffer");

/** A class, not closures: its methods are compiled once for all sources. */
class PathRandom implements Random {
  readonly #path: Path;
  readonly #generator: ReturnType<typeof xoroshiro128plusFromState>;
  /** The other of two normals that come together; NaN for none. */
  #spare = NaN;

  constructor(path: Path) {
    this.#path = path;
    const digest = sha256(canonicalJson(path));
    this.#generator = xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)));
  }

  uniform(): number {
    return uniformFloat64(this.#generator);
  }

  integer(bound: number): number {
    return uniformInt(this.#generator, 0, bound - 1);
  }

  gaussian(): number {
    const spare = this.#spare;
    if (!Number.isNaN(spare)) {
      this.#spare = NaN;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  permutation(n: number): Int32Array {
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
    return order;
  }

  gaussianMatrix(rows: number, cols: number): Matrix {
    const result = matrix(rows, cols);
    for (let i = 0; i < result.data.length; i++) result.data[i] = this.gaussian();
    return result;
  }

  child(...more: Path): Random {
    return new PathRandom([...this.#path, ...more]);
  }
}

/** The source that a seed path stands for: the path is hashed (SHA-256 of its canonical JSON). */
export function randomFrom(...path: Path): Random {
  return new PathRandom(path);
}
