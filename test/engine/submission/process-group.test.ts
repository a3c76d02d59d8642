import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { endGroup, groupBegins, onGroups, residentBytes } from "../../../engine/submission/process-group.ts";

describe.runIf(existsSync("/proc/self/status"))("a group of processes", () => {
  it("counts the memory of descendants, ends with them, and is told to whoever asks", async () => {
    const told: [number, boolean][] = [];
    onGroups((group, begins) => told.push([group, begins]));
    const hold = "const a = Buffer.alloc(60e6, 1); console.log(process.pid); setInterval(() => a[0], 1e6);";
    const child = spawn("sh", ["-c", `"${process.execPath}" -e '${hold}' & wait`], {
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const group = child.pid!;
    groupBegins(group);
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    const grandchild = Number(said.toString());
    expect(residentBytes(group)).toBeGreaterThan(60e6);
    expect(residentBytes(grandchild)).toBeGreaterThan(60e6);
    endGroup(group);
    // Its end of the pipe closes with the last of them.
    await once(child, "close");
    expect(child.signalCode).toBe("SIGKILL");
    expect(residentBytes(grandchild)).toBe(0);
    endGroup(group);
    expect(told).toEqual([
      [group, true],
      [group, false],
    ]);
    onGroups(() => undefined);
  });
});
