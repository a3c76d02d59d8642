import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import {
  combine,
  inner,
  leadingColumns,
  leadingRows,
  scaleColumns,
  scaleRows,
  squaredNorm,
} from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { filterValues, type Filter, type FilterOf } from "../families/filters.ts";
import { spectrum } from "../../representation/spectral.ts";
import type { Factors } from "./subspace.ts";

/** Singular values closer than this share count as equal: their divided difference is the slope. */
const TIED = 1e-7;

/**
 * ∂L/∂Ŷ of a function L of F = U·g(S)·Vᵀ, from W = ∂L/∂F, both n×p2. With B = UᵀWV:
 * U·(D∘sym B + E∘skew B)·Vᵀ, where Dᵢⱼ = (gᵢ − gⱼ)/(sᵢ − sⱼ), Eᵢⱼ = (gᵢ + gⱼ)/(sᵢ + sⱼ), and with h = g/s
 * (I − UUᵀ)·W·V·diag(h)·Vᵀ + U·diag(h)·UᵀW·(I − VVᵀ) for what W has outside (Daleckii and Krein 1965, for the
 * singular value decomposition). The derivative of F is self-adjoint, so that this is also its adjoint.
 */
export function throughFilter({ u, s, vt }: Factors, filter: Filter, w: Matrix): Matrix {
  const r = s.length;
  const g = s.map(filter.value);
  const ratio = g.map((value, i) => value / s[i]!);
  const right = backend().multiply(w, vt, { transposeB: true });
  const inside = backend().multiply(u, right, { transposeA: true });
  const mixed = matrix(r, r);
  for (let i = 0; i < r; i++) {
    for (let j = 0; j < r; j++) {
      const [b, t] = [inside.data[i * r + j]!, inside.data[j * r + i]!];
      const [si, sj] = [s[i]!, s[j]!];
      const tied = Math.abs(si - sj) <= TIED * Math.max(si, sj);
      const difference = tied ? filter.slope((si + sj) / 2) : (g[i]! - g[j]!) / (si - sj);
      mixed.data[i * r + j] = (difference * (b + t) + ((g[i]! + g[j]!) / (si + sj)) * (b - t)) / 2;
    }
  }
  // The parts outside U and outside V are written with the parts inside taken off: W·V − U·B and UᵀW − B·Vᵀ.
  const below = scaleColumns(combine(1, right, -1, backend().multiply(u, inside)), ratio);
  const left = backend().multiply(u, w, { transposeA: true });
  const beyond = scaleRows(ratio, combine(1, left, -1, backend().multiply(inside, vt)));
  const columns = combine(1, backend().multiply(u, mixed), 1, below);
  return combine(1, backend().multiply(columns, vt), 1, backend().multiply(u, beyond));
}

/** U·diag(g)·Vᵀ. */
export const rebuilt = ({ u, s, vt }: Factors, value: (sigma: number) => number): Matrix =>
  backend().multiply(scaleColumns(u, s.map(value)), vt);

/** ‖F_XᵀF_Y‖_* / (‖F_X‖‖F_Y‖) for filtered point clouds, and what it and its numerator change by with F_Y. */
export interface FilteredCosine {
  readonly score: number;
  /** ∂ score / ∂F_Y, n×p2. */
  readonly byCloud: Matrix;
  /** ∂‖F_XᵀF_Y‖_* / ∂F_Y: X rotated onto Y, n×p2. */
  readonly byNuclear: Matrix;
}

/** The cosine of filtered representations and its gradient with respect to F_Y = U·g(S)·Vᵀ, n×p2. */
export function filteredCosine(
  x: Representation,
  factors: Factors,
  filter: Filter,
  filterX: FilterOf,
): FilteredCosine {
  const gx = filterValues(x, filterX);
  const fx = scaleColumns(spectrum(x).u, gx);
  const fy = rebuilt(factors, filter.value);
  const { u, s, vt } = backend().svd(backend().multiply(fx, fy, { transposeA: true }));
  const kept = s.filter((value) => value > 1e-12 * s[0]!).length;
  const [a, b] = [Math.sqrt(inner(gx, gx)), Math.sqrt(squaredNorm(fy))];
  const score = Math.min(1, s.reduce((total, value) => total + value, 0) / (a * b));
  const rotated = backend().multiply(fx, backend().multiply(leadingColumns(u, kept), leadingRows(vt, kept)));
  return { score, byCloud: combine(1 / (a * b), rotated, -score / (b * b), fy), byNuclear: rotated };
}
