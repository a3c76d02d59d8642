import { expect, it } from "vitest";
import { trainableConv } from "../../../data/train/conv-network.ts";
import { convArchitecture } from "../../../generators/networks/architecture.ts";
import { INPUT_SCALE, untrained } from "../../../generators/networks/network.ts";
import { loadZoo } from "../../../generators/networks/zoo.ts";

it("the untrained control has the weights from which training starts", () => {
  const start = trainableConv(convArchitecture("c6"), 4);
  const control = untrained(4);
  expect(control.parameters.convolutions.map(({ weights }) => weights)).toEqual(start.weights);
  expect(control.parameters.head).toEqual(start.head);
  expect(control.id).toBe("untrained/seed-4");
});

it("the untrained control sees the input that trained networks see", () => {
  for (const { scale } of loadZoo().group("c6").networks) expect(scale).toEqual(INPUT_SCALE);
});
