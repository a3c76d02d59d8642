import { describe, expect, it } from "vitest";
import { Interrupted, interruptible } from "../../cli/interrupt.ts";

describe("interruptible", () => {
  it("gives back what the work gives, and listens no longer than it takes", async () => {
    const before = process.listenerCount("SIGINT");
    const during = await interruptible((signal) => {
      expect(signal.aborted).toBe(false);
      return Promise.resolve(process.listenerCount("SIGINT"));
    });
    expect(during).toBe(before + 1);
    expect(process.listenerCount("SIGINT")).toBe(before);
    await expect(interruptible(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(process.listenerCount("SIGTERM")).toBe(before);
  });

  it.each(["SIGINT", "SIGTERM", "SIGUSR1"] as const)("aborts the work on %s", async (name) => {
    const work = interruptible(
      (signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener("abort", () => reject(signal.reason as Error)),
        ),
    );
    process.emit(name);
    await expect(work).rejects.toBeInstanceOf(Interrupted);
  });
});
