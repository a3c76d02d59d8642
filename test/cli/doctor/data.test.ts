import { describe, expect, it } from "vitest";
import { dataChecks } from "../../../cli/doctor/data.ts";

describe("dataChecks", () => {
  it("find every shipped file with the hash of the index", async () => {
    const [networks] = await Promise.all(dataChecks());
    expect(networks).toMatchObject({ id: "trained networks", status: "ok" });
    expect(networks!.detail).toMatch(/^\d+ networks, \d+ images/);
  });
});
