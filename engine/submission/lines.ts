import { EtalonError } from "../../core/errors.ts";
import { LONGEST_LINE } from "./protocol.ts";

/** A receiver of bytes that hands on whole lines. */
export interface LineReader {
  /** @throws EtalonError `protocol/line-too-long`; whatever `onLine` throws. */
  push(chunk: Buffer): void;
}

/**
 * Cuts a stream into lines, without their ends; empty ones are passed over. No more than one line is held, and none
 * longer than the protocol allows.
 */
export function lineReader(onLine: (line: string) => void, longest: number = LONGEST_LINE): LineReader {
  let [held, size]: [Buffer[], number] = [[], 0];
  const keep = (part: Buffer): void => {
    size += part.length;
    if (size > longest) {
      throw new EtalonError("protocol/line-too-long", "a line of its standard output is too long", {
        got: `more than ${longest} bytes`,
        remedy: "print to standard error; standard output belongs to the protocol",
      });
    }
    if (part.length > 0) held.push(part);
  };
  return {
    push(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        keep(chunk.subarray(from, at));
        const line = Buffer.concat(held).toString("utf8").trim();
        [held, size] = [[], 0];
        from = at + 1;
        if (line !== "") onLine(line);
      }
      keep(chunk.subarray(from));
    },
  };
}
