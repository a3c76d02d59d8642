import { describe, expect, it } from "vitest";
import { ok } from "../../../core/outcome.ts";
import { type Answers, answersOf, type Message } from "../../../engine/queue/answers.ts";
import { noRedis } from "../../support/redis.ts";
import { redisOfTests } from "./support.ts";

const message = (cell: string): Message => ({ cell, outcome: ok(1 / 3), seconds: 0.5, by: "host/1/0" });

const never = (): void => expect.unreachable("nothing is damaged");

describe.skipIf(noRedis !== undefined)(`answers ${noRedis ?? ""}`, () => {
  const { connected } = redisOfTests();

  async function taken(answers: Answers): Promise<Message[]> {
    const found: Message[] = [];
    await answers.receive((one) => found.push(one), never);
    return found;
  }

  it("stay in order until they are stored, and are marked", async () => {
    const answers = answersOf(await connected(), "run-1");
    await answers.open();
    await answers.open();
    for (const cell of ["c", "a", "b"]) await answers.send(message(cell));
    const full = new Error("disk full");
    const failing = answers.receive(() => {
      throw full;
    }, never);
    await expect(failing).rejects.toBe(full);
    expect(await taken(answers)).toEqual(["c", "a", "b"].map(message));
    expect(await taken(answers)).toEqual([]);
    expect([...(await answers.answered(["a", "z", "c"]))].sort()).toEqual(["a", "c"]);
    await answers.forget(["a"]);
    expect([...(await answers.answered(["a", "z", "c"]))]).toEqual(["c"]);
    expect((await answers.answered([])).size).toBe(0);
  });

  it("of a run that has ended leave nothing behind", async () => {
    const connection = await connected();
    const answers = answersOf(connection, "run-2");
    await answers.open();
    await answers.remove();
    await answers.send(message("late"));
    expect(await connection.command("KEYS", "*run-2*")).toEqual([]);
  });

  it("that are none are counted and taken out", async () => {
    const connection = await connected();
    const answers = answersOf(connection, "run-3");
    await answers.open();
    const stream = "etalon:run-3:answers";
    const wrong = [
      ["other", "x"],
      ["answer", "{"],
      ["answer", JSON.stringify({ ...message("a"), outcome: { status: "ok", value: null } })],
      ["answer", JSON.stringify({ ...message("a"), more: true })],
    ] as const;
    for (const [field, text] of wrong) await connection.command("XADD", stream, "*", field, text);
    await answers.send(message("b"));
    const stored: string[] = [];
    let damaged = 0;
    const count = await answers.receive(
      ({ cell }) => stored.push(cell),
      () => damaged++,
    );
    expect([count, damaged, stored]).toEqual([5, 4, ["b"]]);
    expect(await connection.command("XLEN", stream)).toBe(0);
  });

  it("are waited for on another connection", async () => {
    const connection = await connected();
    const answers = answersOf(connection, "run-4");
    await answers.open();
    const reader = connection.waiting();
    const found: string[] = [];
    const receiving = answers.receive(({ cell }) => found.push(cell), never, reader.command, 20_000);
    await answers.send(message("a"));
    expect(await receiving).toBe(1);
    expect(found).toEqual(["a"]);
    reader.close();
  });
});
