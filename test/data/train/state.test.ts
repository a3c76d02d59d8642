import { expect, it } from "vitest";
import { trainableConv } from "../../../data/train/conv-network.ts";
import { restoreState, saveState } from "../../../data/train/state.ts";
import { convArchitecture } from "../../../generators/networks/architecture.ts";

const architecture = convArchitecture("c6", 0.5);

it("gives back a network with all its numbers, the running statistics too", () => {
  const network = trainableConv(architecture, 4);
  network.norms[3]!.mean[2] = -7;
  network.head.bias[9] = 3;
  expect(restoreState(architecture, saveState(network))).toEqual(network);
});

it("refuses the state of another architecture", () => {
  const state = saveState(trainableConv(convArchitecture("c4"), 4));
  expect(() => restoreState(architecture, state)).toThrow(expect.objectContaining({ code: "zoo/state" }));
});
