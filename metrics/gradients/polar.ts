import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { leadingColumns, leadingRows, sum } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { numericalRank } from "../../representation/spectral.ts";

/** UVᵀ of M = UΣVᵀ, with U and V cut to the rank, into `into`; returns ‖M‖_* = ΣΣᵢᵢ. */
export function polarBySvd(m: Matrix, into: Matrix): number {
  const { u, s, vt } = backend().svd(m);
  const rank = numericalRank(s, m.rows, m.cols);
  backend().multiply(leadingColumns(u, rank), leadingRows(vt, rank), { into });
  return sum(s);
}

/** Below this ratio of singular values the eigenvectors of a Gram matrix are too far from singular vectors. */
const LEAST = 2 ** -16;

/** Cosines between columns that should be orthogonal, of which the square may be left out: 1e-12. */
const NEARLY = 2 ** -20;

/** After a Y that needs the singular value decomposition it is taken at once for this many. */
const PATIENCE = 8;

/**
 * {@link polarBySvd} for many matrices of one shape, in some three quarters of its time where they are well conditioned:
 * by eigenvectors V of MᵀM (or of MMᵀ, the smaller one).
 *
 * Eigenvectors of a Gram matrix are off by some ε·κ², and so U = MVΣ⁻¹ is not orthogonal to rounding. What it is off by,
 * F = UᵀU − I, is computed, and the polar factor of UΣ for small F is U·(I − F∘T), Tᵢⱼ = σᵢ/(σᵢ + σⱼ),
 * to F²: from UΣ = W(I + F/2)Σ with W orthogonal, polar factor W(I + Ω) and (I − Ω)(I + F/2)Σ symmetric. Where F is
 * larger (κ from some 5e4 on), the singular value decomposition decides.
 */
export function polarFactors(rows: number, cols: number): (m: Matrix, into: Matrix) => number {
  const tall = rows >= cols;
  const s = Math.min(rows, cols);
  const [gram, turned] = [matrix(s, s), matrix(s, s)];
  const unit = matrix(rows, cols);
  let direct = 0;

  const byGram = (m: Matrix, into: Matrix): number | undefined => {
    const { values, vectors } = backend().eigenSymmetric(backend().gram(m, tall, gram));
    if (!(values[s - 1]! > LEAST ** 2 * values[0]!)) return undefined;
    const sigma = values.map(Math.sqrt);
    // VΣ⁻¹, so that U = MVΣ⁻¹ for a tall M, or U with unit rows for a wide one.
    divideColumns(vectors, sigma);
    if (tall) backend().multiply(m, vectors, { into: unit });
    else backend().multiply(vectors, m, { transposeA: true, into: unit });
    const nuclear = corrected(backend().gram(unit, tall, gram), sigma);
    if (nuclear === undefined) return undefined;
    // (I − F∘T)Vᵀ = (I − F∘T)Σ·(VΣ⁻¹)ᵀ.
    if (tall) {
      backend().multiply(gram, vectors, { transposeB: true, into: turned });
      backend().multiply(unit, turned, { into });
    } else {
      backend().multiply(vectors, gram, { transposeB: true, into: turned });
      backend().multiply(turned, unit, { into });
    }
    return nuclear;
  };

  return (m, into) => {
    if (direct > 0) direct--;
    else {
      const nuclear = byGram(m, into);
      if (nuclear !== undefined) return nuclear;
      direct = PATIENCE;
    }
    return polarBySvd(m, into);
  };
}

/** Column j over σⱼ, in place. */
function divideColumns({ rows, cols, data }: Matrix, sigma: Float64Array): void {
  const inverse = sigma.map((value) => 1 / value);
  for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < cols; j++, k++) data[k]! *= inverse[j]!;
}

/**
 * (I − F∘T)Σ in place of I + F, and tr Σ(I + F/2), the nuclear norm of UΣ to F²; undefined where F² is too large to be
 * left out.
 */
function corrected({ rows: s, data }: Matrix, sigma: Float64Array): number | undefined {
  let [worst, nuclear] = [0, 0];
  for (let i = 0; i < s; i++) {
    const own = sigma[i]!;
    for (let j = 0, k = i * s, l = i; j < i; j++, k++, l += s) {
      // F is symmetric: Fᵢⱼσᵢσⱼ/(σᵢ + σⱼ) on both sides.
      const [f, other] = [data[k]!, sigma[j]!];
      const size = Math.abs(f);
      if (size > worst) worst = size;
      const value = -f * ((own * other) / (own + other));
      data[k] = value;
      data[l] = value;
    }
    const f = data[i * (s + 1)]! - 1;
    worst = Math.max(worst, Math.abs(f));
    data[i * (s + 1)] = own * (1 - f / 2);
    nuclear += own * (1 + f / 2);
  }
  return worst <= NEARLY ? nuclear : undefined;
}
