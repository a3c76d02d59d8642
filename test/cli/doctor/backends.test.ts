import { describe, expect, it } from "vitest";
import { backendChecks, candidateVerdicts } from "../../../cli/doctor/backends.ts";
import { backend, useBackend } from "../../../linalg/index.ts";

describe("backendChecks", () => {
  it("find the portable backend computing, and the native one or the reason why not", async () => {
    const before = backend();
    const [portable, native] = await Promise.all(backendChecks());
    expect(portable).toMatchObject({ id: "backend portable", status: "ok" });
    expect(native!.status).toBe(candidateVerdicts().some(({ accepted }) => accepted) ? "ok" : "absent");
    useBackend(before.name);
  });
});

describe("candidateVerdicts", () => {
  it("give a reason for every library", () => {
    for (const { path, detail } of candidateVerdicts()) {
      expect(path).not.toBe("");
      expect(detail).not.toBe("");
    }
  });
});
