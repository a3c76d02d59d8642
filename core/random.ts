import { createHash } from "node:crypto";
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

/** The source that a seed path stands for: the path is hashed (SHA-256 of its canonical JSON). */
export function randomFrom(...path: readonly (string | number)[]): Random {
  const digest = createHash("sha256").update(canonicalJson(path)).digest();
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)));
  let spare: number | undefined;

  const uniform = (): number => uniformFloat64(generator);
  const integer = (bound: number): number => uniformInt(generator, 0, bound - 1);
  const gaussian = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };

  return {
    uniform,
    integer,
    gaussian,
    permutation(n) {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = integer(i + 1);
        const held = order[i]!;
        order[i] = order[j]!;
        order[j] = held;
      }
      return order;
    },
    gaussianMatrix(rows, cols) {
      const result = matrix(rows, cols);
      for (let i = 0; i < result.data.length; i++) result.data[i] = gaussian();
      return result;
    },
    child: (...more) => randomFrom(...path, ...more),
  };
}
