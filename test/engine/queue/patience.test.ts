import { describe, expect, it } from "vitest";
import { EtalonError } from "../../../core/errors.ts";
import { pause, persist, within } from "../../../engine/queue/patience.ts";

const never = new AbortController().signal;
const HOUR = 3_600_000;

describe("waiting", () => {
  it("ends with the signal, also with one that was given before", async () => {
    const stop = new AbortController();
    const waiting = pause(HOUR, stop.signal);
    stop.abort();
    await waiting;
    await pause(HOUR, stop.signal);
  });

  it("for something ends with it or with its error, or without it", async () => {
    await within(HOUR, Promise.resolve());
    await within(HOUR, Promise.reject(new Error("lost")));
    await within(1, new Promise(() => undefined));
  });
});

describe("persist", () => {
  it("tries again what fails for a moment", async () => {
    let calls = 0;
    await persist(never, () =>
      ++calls === 1 ? Promise.reject(new Error("LOADING")) : Promise.resolve(calls === 3),
    );
    expect(calls).toBe(3);
  });

  it("does not try again what the harness found wrong, or what was stopped", async () => {
    const wrong = new EtalonError("store/write-failed", "the disk is full");
    await expect(persist(never, () => Promise.reject(wrong))).rejects.toBe(wrong);
    const stop = new AbortController();
    const reason = new Error("enough");
    const failing = (): Promise<boolean> => {
      stop.abort(reason);
      return Promise.reject(new Error("lost"));
    };
    await expect(persist(stop.signal, failing)).rejects.toBe(reason);
  });
});
