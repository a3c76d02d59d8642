import { describe, expect, it } from "vitest";
import { namedSuites } from "../../cli/suites-option.ts";

const idsOf = async (text: string | undefined): Promise<string[]> =>
  (await namedSuites(text)).map(({ id }) => id);

describe("namedSuites", () => {
  it("gives the named ones once, in the catalogue's order, and all without a name", async () => {
    expect(await idsOf("layers,id*,axioms,layers")).toEqual(["axioms", "identities", "layers"]);
    expect(await idsOf(undefined)).toEqual(await idsOf("*"));
  });

  it("names the nearest suite for one that does not exist", async () => {
    await expect(namedSuites("axioms,layrs")).rejects.toEqual(
      expect.objectContaining({ code: "suite/unknown", remedy: 'did you mean "layers"?' }),
    );
  });
});
