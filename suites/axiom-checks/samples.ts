import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { haar } from "../../generators/haar.ts";
import { beside, combine, selectColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { representation } from "../../representation/create.ts";

/** A representation and others that it is compared with. */
export interface Sample {
  readonly x: Representation;
  readonly others: readonly Representation[];
}

const map = (a: Matrix, of: (value: number) => number): Matrix => ({ ...a, data: a.data.map(of) });

/** Data of several kinds: n rows, of which some measures need more than others. */
const KINDS: readonly ((n: number, random: Random) => Matrix)[] = [
  (n, random) => random.gaussianMatrix(n, 1),
  (n, random) => random.gaussianMatrix(n, 3),
  // Far from the origin, where centring matters.
  (n, random) => map(random.gaussianMatrix(n, 2), (value) => value + 5),
  // Few different values, so that ranks and neighbours tie.
  (n, random) => map(random.gaussianMatrix(n, 2), (value) => Math.sign(Math.round(value))),
  // Heavy tails.
  (n, random) => map(random.gaussianMatrix(n, 3), (value) => value ** 3),
  // More units than stimuli.
  (n, random) => random.gaussianMatrix(n, n + 2),
];

/** What a representation may be mistaken for, and what may be mistaken for being nearer to it than itself. */
function othersOf({ values }: Representation, random: Random): Matrix[] {
  const { rows: n, cols: p } = values;
  const noise = random.child("noise").gaussianMatrix(n, p);
  return [
    noise,
    combine(1, values, 0.5, noise),
    map(values, (value) => 3 * value),
    map(values, (value) => value / 10),
    beside(values, random.child("more").gaussianMatrix(n, 1)),
    backend().multiply(values, haar(p, p, random.child("rotation"))),
    selectColumns(values, [0]),
  ];
}

/** Data of every kind with what each is compared with. */
export function samples(n: number, random: Random): Sample[] {
  return KINDS.map((kind, k) => {
    const of = random.child(k);
    const x = representation(kind(n, of.child("x")), "X");
    return { x, others: othersOf(x, of).map((values) => representation(values, "Y")) };
  });
}

/** The same numbers in a new representation, so that no cached quantity answers in its stead. */
export const again = ({ values }: Representation): Representation =>
  representation(matrix(values.rows, values.cols, values.data.slice()));
