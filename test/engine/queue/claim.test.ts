import { describe, expect, it } from "vitest";
import { claimRun } from "../../../engine/queue/claim.ts";
import { noRedis } from "../../support/redis.ts";
import { redisOfTests } from "./support.ts";

const never = new AbortController().signal;

describe.skipIf(noRedis !== undefined)(`a claim ${noRedis ?? ""}`, () => {
  const { connected } = redisOfTests();

  it("is one coordinator's, and taken over at once for the same folder", async () => {
    const connection = await connected();
    const first = await claimRun(connection, "run-1", "/a", never);
    const again = await claimRun(connection, "run-1", "/a", never);
    await expect(claimRun(connection, "run-1", "/b", never, 200)).rejects.toMatchObject({
      code: "queue/taken",
    });
    await first.renew();
    await again.release();
    const other = await claimRun(connection, "run-1", "/b", never);
    await expect(first.renew()).rejects.toMatchObject({ code: "queue/taken" });
    await first.release();
    await other.renew();
  });

  it("that nobody renews becomes void", async () => {
    const connection = await connected();
    await claimRun(connection, "run-2", "/a", never, 300);
    await claimRun(connection, "run-2", "/b", never, 600);
  });

  it("is waited for until the signal", async () => {
    const connection = await connected();
    await claimRun(connection, "run-3", "/a", never);
    const stop = new AbortController();
    const reason = new Error("enough");
    const waiting = claimRun(connection, "run-3", "/b", stop.signal);
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
