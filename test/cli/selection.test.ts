import { describe, expect, it } from "vitest";
import { expandIds, idList } from "../../cli/selection.ts";

const known = ["cca-mean", "cka-linear", "cka-rbf-0.4", "nbs"];
const expand = (text: string): string[] => expandIds("metric", idList(text), known);

describe("expandIds", () => {
  it.each([
    ["nbs,cka-linear", ["nbs", "cka-linear"]],
    ["cka-*", ["cka-linear", "cka-rbf-0.4"]],
    ["nbs, c?a-*", ["nbs", "cca-mean", "cka-linear", "cka-rbf-0.4"]],
    ["cka-rbf-0.4,*", ["cka-rbf-0.4", "cca-mean", "cka-linear", "nbs"]],
    ["nbs,,nbs,", ["nbs"]],
    ["cka-rbf-0.33", ["cka-rbf-0.33"]],
  ])("reads %s", (text, expected) => {
    expect(expand(text)).toEqual(expected);
  });

  it("takes dots as they are", () => {
    expect(() => expand("cka-rbf-0?4.*")).toThrow(
      expect.objectContaining({ code: "usage/no-match" }) as Error,
    );
  });

  it("names the nearest id for a glob that fits nothing, and the list for no id at all", () => {
    expect(() => expand("ckalinear*")).toThrow(/did you mean "cka-linear"/);
    expect(() => expand(" , ")).toThrow(/etalon list metrics/);
  });
});
