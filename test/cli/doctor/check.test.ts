import { describe, expect, it } from "vitest";
import { needed, optional } from "../../../cli/doctor/check.ts";
import { EtalonError } from "../../../core/errors.ts";

const broken = (): never => {
  throw new EtalonError("a/b", "it is broken");
};

describe("checks", () => {
  it("have a detail when all is well", async () => {
    const well = { id: "x", status: "ok", detail: "fine" };
    expect(await needed("x", () => "fine")).toEqual(well);
    expect(await optional("x", () => Promise.resolve("fine"))).toEqual(well);
  });

  it("fail where something is needed and are absent where it is optional", async () => {
    expect(await needed("x", broken)).toEqual({ id: "x", status: "failed", detail: "it is broken [a/b]" });
    expect(await optional("x", () => Promise.reject(new Error("no")))).toMatchObject({ status: "absent" });
  });
});
