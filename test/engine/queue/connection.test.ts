import { describe, expect, it } from "vitest";
import { conditionOf } from "../../../engine/queue/condition.ts";
import { connect } from "../../../engine/queue/connection.ts";
import { noRedis, startRedis } from "../../support/redis.ts";
import { temporaryFolders } from "../support/folder.ts";
import { redisOfTests } from "./support.ts";

describe.skipIf(noRedis !== undefined)(`a connection ${noRedis ?? ""}`, () => {
  const { redis, connected } = redisOfTests("--requirepass", "a-secret");
  const newFolder = temporaryFolders();
  const withPassword = (password: string): string => redis().url.replace("//", `//:${password}@`);

  it("is refused where nobody answers, with the address and the reason", async () => {
    const gone = await startRedis(newFolder());
    await gone.kill();
    await expect(connect(gone.url)).rejects.toMatchObject({
      code: "queue/unreachable",
      message: expect.stringMatching(new RegExp(`127.0.0.1:${gone.port}/0.*ECONNREFUSED`)) as string,
    });
  });

  it("tells no password, neither a right one nor a wrong one", async () => {
    const connection = await connect(withPassword("a-secret"));
    const refused = connection.command("NONSENSE", "a", "b");
    await expect(refused).rejects.toMatchObject({ code: "queue/refused-command" });
    await expect(refused).rejects.not.toThrow(/secret/);
    await connection.close();
    const wrong = connect(withPassword("wrong-secret"));
    await expect(wrong).rejects.toMatchObject({ code: "queue/unreachable" });
    await expect(wrong).rejects.not.toThrow(/secret/);
    await expect(connected()).rejects.toThrow(/NOAUTH|Authentication/i);
  });

  it("ends some seconds after its signal though Redis is away", async () => {
    const own = await startRedis(newFolder());
    const stop = new AbortController();
    const said: string[] = [];
    const connection = await connect(own.url, {
      signal: stop.signal,
      say: (sentence) => said.push(sentence),
    });
    await own.kill();
    const asking = connection.command("PING");
    stop.abort();
    await expect(asking).rejects.toMatchObject({ code: "queue/lost" });
    expect(said).toEqual([expect.stringContaining("is lost")]);
    await connection.close();
  });

  it("says what a queue needs of its Redis", async () => {
    const condition = await conditionOf(withPassword("a-secret"));
    expect(condition).toMatchObject({
      shown: `${redis().url}/0`,
      isNewEnough: true,
      eviction: "noeviction",
      persistence: "append-only file",
      runs: 0,
    });
    expect(condition.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(condition.latency).toBeGreaterThan(0);
    const careless = await startRedis(newFolder(), "--maxmemory-policy", "allkeys-lru", "--appendonly", "no");
    expect(await conditionOf(careless.url)).toMatchObject({ eviction: "allkeys-lru", persistence: "none" });
    await careless.kill();
  });
});
