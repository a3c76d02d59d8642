import { expect, it } from "vitest";
import {
  ATTENTION,
  attentionLayerNames,
  patchExtent,
} from "../../../generators/networks/attention-architecture.ts";

it("has fourteen patches that cover the image, and channels that the heads share evenly", () => {
  expect(patchExtent(ATTENTION)).toEqual({ height: 7, width: 2, channels: 32 });
  expect(ATTENTION.channels % ATTENTION.heads).toBe(0);
});

it("names two layers a block, in order", () => {
  const names = attentionLayerNames(ATTENTION);
  expect(names).toHaveLength(8);
  expect(names.slice(0, 3)).toEqual(["block1.attention", "block1.perceptron", "block2.attention"]);
});
