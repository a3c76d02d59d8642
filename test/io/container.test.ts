import { describe, expect, it } from "vitest";
import {
  chooseMember,
  chooseMembers,
  memberPath,
  naturalOrder,
  unknownMember,
  type Container,
} from "../../io/container.ts";

const container = (...members: string[]): Container => ({
  file: "a.npz",
  members,
  open: () => Promise.reject(new Error("not opened here")),
});

const layers = container("layer2", "layer10", "layer1", "fc", "odd*name");

describe("chooseMembers", () => {
  it("takes one name, all that a glob fits, or all, in the file's order", () => {
    expect(chooseMembers(layers, "fc")).toEqual(["fc"]);
    expect(chooseMembers(layers, "layer*")).toEqual(["layer2", "layer10", "layer1"]);
    expect(chooseMembers(layers, "layer?")).toEqual(["layer2", "layer1"]);
    expect(chooseMembers(layers, undefined)).toEqual(layers.members);
  });

  it("takes a name with a star for itself where there is one", () => {
    expect(chooseMembers(layers, "odd*name")).toEqual(["odd*name"]);
  });

  it("says what there is where nothing fits", () => {
    expect(() => chooseMembers(layers, "conv*")).toThrow(
      "a.npz: has no such array (got conv*); it has layer2, layer10, layer1, fc, odd*name",
    );
    expect(() => chooseMembers(container(), undefined)).toThrow(
      "a.npz: holds no array; save at least one in it",
    );
    expect(() => chooseMembers(container(), "x")).toThrow("holds no array");
  });
});

describe("chooseMember", () => {
  it("wants one", () => {
    expect(chooseMember(container("x"), undefined)).toBe("x");
    expect(chooseMember(layers, "f*")).toBe("fc");
    expect(() => chooseMember(layers, "layer*")).toThrow(
      "a.npz: holds 3 arrays where one is needed (got layer2, layer10, layer1); name one, as in a.npz#layer2",
    );
    const many = container(...Array.from({ length: 14 }, (_, k) => `m${k}`));
    expect(() => chooseMember(many, undefined)).toThrow(
      "(got m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, … 2 more)",
    );
  });
});

describe("unknownMember", () => {
  it("names the nearest, or what there is", () => {
    expect(unknownMember("a.npz", "Layer_1", ["fc", "layer1"]).message).toBe(
      "a.npz: has no such array (got Layer_1); did you mean a.npz#layer1?",
    );
    expect(unknownMember("a.npz", "embedding", ["fc"]).remedy).toBe("it has fc");
  });
});

describe("naturalOrder", () => {
  it("puts numbers by their size, and does not change its argument", () => {
    const names = ["layer10", "layer2", "b", "layer2.b", "layer2.a10", "layer2.a9", "a", "layer", "02", "2"];
    const before = [...names];
    expect(naturalOrder(names)).toEqual([
      "02",
      "2",
      "a",
      "b",
      "layer",
      "layer2",
      "layer2.a9",
      "layer2.a10",
      "layer2.b",
      "layer10",
    ]);
    expect(names).toEqual(before);
    expect(naturalOrder(names.toReversed())).toEqual(naturalOrder(names));
  });
});

describe("memberPath", () => {
  it("is what a user writes", () => expect(memberPath("a.npz", "x")).toBe("a.npz#x"));
});
