import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EtalonError } from "../../../core/errors.ts";
import { lineReader } from "../../../engine/submission/lines.ts";
import { parseMetadata } from "../../../engine/submission/metadata.ts";
import { parseMessage, questionLine, valueOf } from "../../../engine/submission/protocol.ts";
import { outcomeOf } from "../../../engine/submission/verdict.ts";

const RUNS = process.env["ETALON_SOAK"] === "1" ? 10_000 : 1_000;

const codeOf = (read: () => unknown): string => {
  try {
    read();
    return "none";
  } catch (thrown) {
    return thrown instanceof EtalonError ? thrown.code : `untyped: ${String(thrown)}`;
  }
};

describe("parseMessage", () => {
  it("reads every way to answer, and remarks", () => {
    expect(parseMessage('{"id":3,"value":0.25}')).toEqual({
      kind: "answer",
      id: 3,
      answer: { kind: "value", value: 0.25 },
    });
    expect(parseMessage('{"id":0,"undefined":"no variance"}')).toMatchObject({
      answer: { kind: "no-value", reason: "no variance" },
    });
    expect(parseMessage('{"id":0,"error":{"message":"oops"},"value":1}')).toMatchObject({
      answer: { kind: "error", code: "metric/threw", message: "oops" },
    });
    expect(parseMessage('{"id":0,"protocol":1,"metric":{},"can":["gradient"],"later":1}')).toMatchObject({
      answer: { kind: "greeting", protocol: 1, can: ["gradient"] },
    });
    expect(parseMessage('{"log":"half way"}')).toEqual({ kind: "remark", text: "half way" });
  });

  it("takes the words that Python writes for what JSON has not, outside of texts only", () => {
    const valueIn = (line: string): unknown => {
      const message = parseMessage(line);
      return message.kind === "answer" && message.answer.kind === "value"
        ? valueOf(message.answer.value)
        : line;
    };
    expect(valueIn('{"id": 1, "value": NaN}')).toBeNaN();
    expect(valueIn('{"id": 1, "value": -Infinity, "note": "Infinity \\"NaN\\""}')).toBe(-Infinity);
    expect(valueIn('{"id": 1, "value": "Infinity"}')).toBe(Infinity);
  });

  it.each([
    ["hello", "protocol/not-json"],
    ["[1]", "protocol/not-json"],
    ["null", "protocol/not-json"],
    ['{"id": 1, "value": NaNa}', "protocol/not-json"],
    ['{"value":1}', "protocol/bad-message"],
    ['{"id":-1,"value":1}', "protocol/bad-message"],
    ['{"id":"1","value":1}', "protocol/bad-message"],
    ['{"id":1}', "protocol/bad-message"],
    ['{"id":1,"error":"oops"}', "protocol/bad-message"],
    ['{"id":1,"ok":false}', "protocol/bad-message"],
  ])("refuses %s", (line, code) => {
    expect(codeOf(() => parseMessage(line))).toBe(code);
  });

  const MESSAGES = [
    '{"id":12,"value":0.7312}',
    '{"id":0,"undefined":"X has zero variance"}',
    '{"id":7,"error":{"code":"metric/threw","message":"oops \\u0000"}}',
    '{"id":0,"protocol":1,"metric":{"id":"m","direction":"similarity","range":[0,"Infinity"],"symmetric":true,"invariances":{"x":["orthogonal"],"y":[]}},"can":["prepare"]}',
    '{"id":2,"ok":true}',
    '{"log":"ünïcode \\ud83d\\ude00"}',
  ];

  it(`gives a message or a typed error for ${RUNS} mutated messages, whatever pieces they come in`, () => {
    const edit = fc.record({ at: fc.nat(), drop: fc.nat(6), bytes: fc.uint8Array({ maxLength: 4 }) });
    fc.assert(
      fc.property(
        fc.constantFrom(...MESSAGES),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        (text, edits, size) => {
          let bytes = Buffer.from(`${text}\n`);
          for (const { at, drop, bytes: more } of edits) {
            const from = at % (bytes.length + 1);
            bytes = Buffer.concat([bytes.subarray(0, from), more, bytes.subarray(from + drop)]);
          }
          const reader = lineReader((line) => {
            const message = parseMessage(line);
            if (message.kind === "remark") return;
            const outcome = outcomeOf("m", message.answer, () => false);
            if (outcome.status === "ok") expect(Number.isFinite(outcome.value)).toBe(true);
            else expect(["undefined", "error"]).toContain(outcome.status);
            if (message.answer.kind === "greeting") parseMetadata(message.answer.metric);
          });
          for (let k = 0; k < bytes.length; k += size) {
            const code = codeOf(() => reader.push(bytes.subarray(k, k + size)));
            expect(code).toMatch(/^(none|protocol\/(not-json|bad-message|bad-metadata))$/);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe("questionLine", () => {
  it("is one line of JSON, the id first and no blank between", () => {
    const x = { path: "/a b/\n.npy", rows: 2, columns: 3 };
    const line = questionLine(4, { type: "prepare", x });
    expect(line).toMatch(/^\{"id":4,"type":"prepare","x":\{"path":"[^\n]*","rows":2,"columns":3\}\}\n$/);
    expect(JSON.parse(line)).toEqual({ id: 4, type: "prepare", x });
  });
});
