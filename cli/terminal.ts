/** Where a command writes. Standard output carries data only; what is for people goes to standard error. */
export interface Terminal {
  /** Data: as it is, without a line feed of its own. */
  readonly write: (text: string) => void;
  /** A line for people. */
  readonly tell: (line: string) => void;
  /** A line for people that the next one replaces; only called when `interactive`. */
  readonly status: (line: string) => void;
  /** Whether people watch: standard error is a terminal. */
  readonly interactive: boolean;
  /** Whether data may hold colours: standard output is a terminal, and `NO_COLOR` is not set (no-color.org). @defaultValue false */
  readonly colours?: boolean;
}

/** Moves to the start of the line and clears it. */
const CLEAR = "\r\u001b[2K";

/** A stream that may lead to a terminal. */
interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

/**
 * The terminal that a process writes to. When the reader of the data has gone away, as `head` does, the process ends
 * without a word; without a reader of the lines for people it goes on.
 *
 * @param end How the process ends. @defaultValue `process.exit`
 */
export function terminalOn(stdout: Output, stderr: Output, end: () => void = () => process.exit()): Terminal {
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    end();
  });
  stderr.on("error", () => undefined);
  let standing = false;
  const clear = (): string => {
    const text = standing ? CLEAR : "";
    standing = false;
    return text;
  };
  return {
    interactive: stderr.isTTY === true,
    colours: stdout.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb",
    write: (text) => void stdout.write(text),
    tell: (line) => void stderr.write(`${clear()}${line}\n`),
    status: (line) => {
      stderr.write(`${clear()}${line}`);
      standing = true;
    },
  };
}
