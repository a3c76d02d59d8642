import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineReader } from "../../../engine/submission/lines.ts";

describe("lineReader", () => {
  it("gives the same lines in whatever pieces they come, characters of several bytes cut through", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zäß→😀]{1,20}$/u)),
        fc.integer({ min: 1, max: 9 }),
        (texts, size) => {
          const lines: string[] = [];
          const reader = lineReader((line) => lines.push(line));
          const bytes = Buffer.from(texts.map((text) => `${text}\r\n\n`).join(""));
          for (let k = 0; k < bytes.length; k += size) reader.push(bytes.subarray(k, k + size));
          expect(lines).toEqual(texts);
        },
      ),
    );
  });

  it("refuses a line that is longer than allowed, before it ends", () => {
    const reader = lineReader(() => undefined, 8);
    reader.push(Buffer.from("12345678\n1234"));
    expect(() => reader.push(Buffer.from("56789"))).toThrow(
      expect.objectContaining({ code: "protocol/line-too-long" }),
    );
  });
});
