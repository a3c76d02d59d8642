import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { beside } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { qr } from "../../../tensors/adjoints/qr.ts";
import { gaussian } from "../../support/data.ts";
import { expectPullback } from "./support.ts";

describe("qr", () => {
  it.each([
    [7, 4],
    [5, 5],
    [4, 7],
  ])("is A = QR with a diagonal that is not negative, and pulls back as differences do, %i×%i", (m, n) => {
    const a = gaussian(m, n, "a");
    const [q, r] = qr(a).values;
    backend()
      .multiply(q!, r!)
      .data.forEach((value, k) => expect(value).toBeCloseTo(a.data[k]!, 12));
    for (let i = 0; i < r!.rows; i++) expect(r!.data[i * r!.cols + i]).toBeGreaterThan(0);
    expectPullback(qr, a);
  });

  it("has no value where columns are dependent", () => {
    const a = gaussian(6, 2, "a");
    expect(() => qr(beside(a, a))).toThrow(/QR decomposition is singular/);
    expect(() => qr(matrix(3, 2))).toThrow(/singular/);
  });
});
