import { describe, expect, it } from "vitest";
import type { ForeignFunction, ForeignLibrary } from "../../../linalg/native/koffi.ts";
import { bindLapack } from "../../../linalg/native/lapack.ts";

const naming = { prefix: "", suffix: "_" };
const numbers = (n: number): Float64Array => new Float64Array(n);
const of = (func: ForeignFunction): ForeignLibrary => ({ func: () => func });

// Native code must not be reached with arrays that are too short: this library fails when it is.
const unreachable = bindLapack(
  of(() => {
    throw new Error("reached");
  }),
  naming,
);

describe("lengths", () => {
  it.each([
    ["dsyevd: a", () => unreachable.syevd(true, 3, numbers(8), numbers(3))],
    ["dsyevd: w", () => unreachable.syevd(true, 3, numbers(9), numbers(2))],
    ["dsyevr: a", () => unreachable.syevrLast(3, numbers(8), numbers(3), numbers(3))],
    ["dsyevr: w", () => unreachable.syevrLast(3, numbers(9), numbers(2), numbers(3))],
    ["dsyevr: z", () => unreachable.syevrLast(3, numbers(9), numbers(3), numbers(2))],
    ["dgesdd: a", () => unreachable.gesdd({ m: 2, n: 3, a: numbers(5), s: numbers(2) })],
    ["dgesdd: s", () => unreachable.gesdd({ m: 2, n: 3, a: numbers(6), s: numbers(1) })],
    [
      "dgesdd: vt",
      () =>
        unreachable.gesdd({
          m: 2,
          n: 3,
          a: numbers(6),
          s: numbers(2),
          vectors: { u: numbers(4), vt: numbers(5) },
        }),
    ],
    [
      "dgesvd: u",
      () =>
        unreachable.gesvd({
          m: 2,
          n: 3,
          a: numbers(6),
          s: numbers(2),
          vectors: { u: numbers(3), vt: numbers(6) },
        }),
    ],
    ["dgeqrf: a", () => unreachable.geqrf(3, 2, numbers(5), numbers(2))],
    ["dgeqrf: tau", () => unreachable.geqrf(3, 2, numbers(6), numbers(1))],
    ["dorgqr: a", () => unreachable.orgqr(3, 2, numbers(5), numbers(2))],
    ["dorgqr: tau", () => unreachable.orgqr(3, 2, numbers(6), numbers(1))],
    ["dpotrf: a", () => unreachable.potrf(3, numbers(8))],
  ])("%s", (message, run) => {
    expect(run).toThrow(message);
  });
});

it("gives the workspace that the routine asked for", () => {
  const lengths: number[] = [];
  // dgeqrf(m, n, a, lda, tau, work, lwork, info)
  const library = of((...args) => {
    const [work, lwork] = [args[5] as Float64Array, args[6] as Int32Array];
    lengths.push(lwork[0]!, work.length);
    if (lwork[0] === -1) work[0] = 77;
  });
  bindLapack(library, naming).geqrf(2, 3, numbers(6), numbers(2));
  expect(lengths).toEqual([-1, 1, 77, 77]);
});

it("refuses a workspace beyond 32-bit integers", () => {
  const library = of((...args) => {
    (args[5] as Float64Array)[0] = 2 ** 31;
  });
  expect(() => bindLapack(library, naming).geqrf(2, 3, numbers(6), numbers(2))).toThrow(/32-bit/);
});
