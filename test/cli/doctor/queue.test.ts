import { describe, expect, it } from "vitest";
import { queueChecks } from "../../../cli/doctor/queue.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { noRedis, startRedis } from "../../support/redis.ts";

const newFolder = temporaryFolders();
const checked = async (url: string): Promise<string[]> =>
  (await Promise.all(await queueChecks(url))).map(({ id, status, detail }) => `${id} ${status} ${detail}`);

describe("queueChecks", () => {
  it("fails for what is no address, and does not repeat it", async () => {
    const [line = "", ...more] = await checked("http://secret@host");
    expect(line).toMatch(/^queue failed .*redis:\/\//);
    expect(line).not.toContain("secret");
    expect(more).toEqual([]);
  });

  it.skipIf(noRedis !== undefined)(`finds a Redis fit or not ${noRedis ?? ""}`, async () => {
    const good = await startRedis(newFolder());
    expect(await checked(good.url)).toEqual([
      expect.stringMatching(/^queue ok Redis \d+\.\d+\.\d+ at redis:\/\/127.0.0.1:\d+\/0, 0 runs queued$/),
      "queue eviction ok maxmemory-policy noeviction",
      "queue persistence ok append-only file",
      expect.stringMatching(/^queue latency ok \d+\.\d\d ms$/),
    ]);
    await good.kill();
    expect(await checked(good.url)).toEqual([expect.stringMatching(/^queue failed no Redis answers at/)]);
    const bad = await startRedis(newFolder(), "--maxmemory-policy", "allkeys-lru", "--appendonly", "no");
    expect((await checked(bad.url)).slice(1, 3)).toEqual([
      expect.stringMatching(/^queue eviction failed maxmemory-policy allkeys-lru; redis-cli config set/),
      expect.stringMatching(/^queue persistence absent none; .*--appendonly yes/),
    ]);
    await bad.kill();
  });
});
