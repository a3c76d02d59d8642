import { describe, expect, it } from "vitest";
import { inCatalogueOrder, namedMetrics } from "../../cli/metrics-option.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";

const ids = async (text: string): Promise<string[]> => (await namedMetrics(text)).map(({ id }) => id);

describe("namedMetrics", () => {
  it("keeps the order of the words and each metric once, however it was named", async () => {
    expect(await ids("nbs,cka-linear,nbs")).toEqual(["nbs", "cka-linear"]);
    expect(await ids("cka-rbf-0.33")).toEqual(["cka-rbf-0.33"]);
    expect(await ids("nbs@angular,nbs")).toEqual(["nbs@angular", "nbs"]);
  });
});

describe("inCatalogueOrder", () => {
  it("does not depend on the order of the words, and puts unlisted ones last", async () => {
    const listed = (await loadMetrics()).map(({ id }) => id);
    const ordered = (await inCatalogueOrder(await namedMetrics("random,cka-rbf-0.33,nbs,cca-mean"))).map(
      ({ id }) => id,
    );
    expect(ordered.at(-1)).toBe("cka-rbf-0.33");
    expect(ordered.slice(0, 3)).toEqual(listed.filter((id) => ["random", "nbs", "cca-mean"].includes(id)));
  });
});
