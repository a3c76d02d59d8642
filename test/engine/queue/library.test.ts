import { describe, expect, it } from "vitest";
import { loadLibrary } from "../../../engine/queue/library.ts";

describe("loadLibrary", () => {
  it("says which package is missing and how it is had", async () => {
    await expect(loadLibrary("no-such-package-as-this")).rejects.toMatchObject({
      code: "queue/not-installed",
      remedy: "npm install bullmq",
    });
  });
});
