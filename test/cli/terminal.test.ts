import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { type Terminal, terminalOn } from "../../cli/terminal.ts";

interface Streams {
  readonly terminal: Terminal;
  readonly stdout: PassThrough;
  readonly stderr: PassThrough;
  readonly ended: () => number;
}

function open(isTTY?: boolean): Streams {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  let ends = 0;
  const terminal = terminalOn(
    stdout,
    Object.assign(stderr, isTTY === undefined ? {} : { isTTY }),
    () => ends++,
  );
  return { terminal, stdout, stderr, ended: () => ends };
}

const text = (stream: PassThrough): string => String(stream.read() ?? "");

describe("terminalOn", () => {
  it("keeps data and lines for people apart", () => {
    const { terminal, stdout, stderr } = open();
    terminal.write("[]\n");
    terminal.tell("hello");
    expect(text(stdout)).toBe("[]\n");
    expect(text(stderr)).toBe("hello\n");
    expect(terminal.interactive).toBe(false);
    expect(open(true).terminal.interactive).toBe(true);
  });

  it("replaces a status by the next line", () => {
    const { terminal, stderr } = open(true);
    terminal.status("10 %");
    terminal.status("20 %");
    terminal.tell("done");
    terminal.tell("open it");
    expect(text(stderr).replaceAll("\r\u001b[2K", "<")).toBe("10 %<20 %<done\nopen it\n");
  });

  it("ends quietly when nobody reads the data, and goes on when nobody reads the rest", () => {
    const { stdout, stderr, ended } = open();
    const broken = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    stderr.emit("error", broken);
    expect(ended()).toBe(0);
    stdout.emit("error", broken);
    expect(ended()).toBe(1);
    expect(() => stdout.emit("error", new Error("disk full"))).toThrow("disk full");
  });
});
