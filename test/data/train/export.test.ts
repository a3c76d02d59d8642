import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../generators/networks/layout.ts";
import { decodeHalf } from "../../../generators/networks/half.ts";
import { folded } from "../../../data/train/fold.ts";
import { restoreState } from "../../../data/train/state.ts";
import { convArchitecture } from "../../../generators/networks/architecture.ts";
import { toyZoo } from "./toy-zoo.ts";

const { trained, first, attention } = toyZoo();

describe("exportNetwork", () => {
  it.each([
    ["folded", first, valuesOf(folded(restoreState(convArchitecture("c4", 0.5), trained[0]!.state)))],
    ["attention", attention, trained[2]!.state],
  ] as const)("writes %s parameters in half precision", (_, exported, exact) => {
    const rounded = decodeHalf(exported.bytes);
    expect(rounded).toHaveLength(exact.length);
    rounded.forEach((value, i) => {
      expect(Math.abs(value - exact[i]!)).toBeLessThanOrEqual(
        Math.max(Math.abs(exact[i]!) * 2 ** -11, 2 ** -25),
      );
    });
  });

  it("keeps what training measured and adds the shipped images before and after rounding", () => {
    const { accuracy, scale, architecture, width } = first.entry;
    expect(accuracy).toMatchObject(trained[0]!.accuracy);
    expect(accuracy.shipped).toBeGreaterThan(0.1);
    expect(Math.abs(accuracy.shipped - accuracy.shippedHalf)).toBeLessThanOrEqual(0.02);
    expect({ scale, architecture, width }).toEqual({
      scale: trained[0]!.scale,
      architecture: "c4",
      width: 0.5,
    });
    expect(attention.entry).toMatchObject({ architecture: "attention", images: 10_000, labelNoise: 0 });
  });
});
