import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { machineChecks } from "../../../cli/doctor/machine.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";

const newFolder = temporaryFolders();

describe("machineChecks", () => {
  it("pass here, for a folder that is yet to be made too", async () => {
    const out = path.join(newFolder(), "not", "yet");
    const checks = await Promise.all(machineChecks(out));
    expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      "etalon ok",
      "node ok",
      "processors ok",
      "out ok",
    ]);
    expect(checks[3]!.detail).toBe(out);
  });

  it("fail for a folder that cannot be made", async () => {
    const file = path.join(newFolder(), "file");
    writeFileSync(file, "");
    const checks = await Promise.all(machineChecks(path.join(file, "below")));
    expect(checks[3]).toMatchObject({ status: "failed", detail: expect.stringContaining(file) as string });
  });
});
