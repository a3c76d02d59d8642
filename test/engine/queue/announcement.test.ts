import { describe, expect, it } from "vitest";
import {
  announce,
  announced,
  type Announcement,
  jobId,
  runName,
  withdraw,
} from "../../../engine/queue/announcement.ts";
import { noRedis } from "../../support/redis.ts";
import { planned, redisOfTests } from "./support.ts";

describe("names", () => {
  it("of runs differ with everything that an outcome depends on", () => {
    const { announcement } = planned();
    const { header } = announcement;
    const others: Announcement[] = [
      { ...announcement, plan: "another" },
      ...(["code", "node", "processor"] as const).map((key) => ({
        ...announcement,
        header: { ...header, [key]: "another" },
      })),
      { ...announcement, header: { ...header, backend: { ...header.backend, description: "another" } } },
      { ...announcement, header: { ...header, seed: 2 } },
    ];
    expect(new Set([announcement, ...others].map(runName)).size).toBe(others.length + 1);
    const renamed: Announcement = { ...announcement, version: "another" };
    expect(runName(renamed)).toBe(runName(announcement));
  });

  it("of jobs are those of their cells, whatever their order", () => {
    const [one, two] = planned().plan.batches;
    expect(jobId({ cells: [...one!.cells].reverse() })).toBe(jobId(one!));
    expect(jobId(two!)).not.toBe(jobId(one!));
    // BullMQ takes a number for one of its own ids, and a colon for a part of a key.
    expect(jobId(one!)).toMatch(/^b[0-9a-f]+$/);
  });
});

describe.skipIf(noRedis !== undefined)(`announcements ${noRedis ?? ""}`, () => {
  const { connected } = redisOfTests();

  it("are there until they are taken back", async () => {
    const connection = await connected();
    const { announcement } = planned();
    const name = runName(announcement);
    await announce(connection, announcement);
    await announce(connection, announcement);
    expect([...(await announced(connection))]).toEqual([[name, announcement]]);
    await withdraw(connection, name);
    expect((await announced(connection)).size).toBe(0);
  });

  it("that cannot be read, or say another name than they have, are known by name only", async () => {
    const connection = await connected();
    const { announcement } = planned();
    const texts = ["{", "[]", JSON.stringify({ ...announcement, more: 1 }), JSON.stringify(announcement)];
    for (const [k, text] of texts.entries())
      await connection.command("HSET", "etalon:runs", `run-${k}`, text);
    expect([...(await announced(connection)).values()]).toEqual(texts.map(() => undefined));
  });
});
