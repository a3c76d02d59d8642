import { describe, expect, it } from "vitest";
import { differences, type Header } from "../../../engine/store/header.ts";

const header: Header = {
  schema: "etalon-cells/1",
  code: "c",
  backend: { name: "portable", description: "d" },
  seed: 1,
  profile: "quick",
  node: "v20",
  processor: "p",
};

describe("differences", () => {
  it("names what differs, whatever the order of keys", () => {
    const reversed = Object.fromEntries(Object.entries(header).reverse()) as Header;
    expect(differences(header, reversed)).toEqual([]);
    const backend = { name: "portable", description: "other" } as const;
    expect(differences(header, { ...header, seed: 2, backend })).toEqual(["backend", "seed"]);
  });
});
