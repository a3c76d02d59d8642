// A program that speaks the protocol (docs/protocol.md) and answers the way that its argument says.
import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";

const [how, mark = ""] = process.argv.slice(2);
const say = (message) => writeSync(1, `${JSON.stringify(message)}\n`);

/** Its value depends on the last number of X, so that a wrong file would be seen. */
const valueOf = ({ x, y }) => readFileSync(x.path).readDoubleLE(readFileSync(x.path).length - 8) + y.columns;
const honest = (question) => say({ id: question.id, value: valueOf(question) });

/** Writes `text` to a file descriptor so many times, however slowly it is read. */
function pour(descriptor, text, times) {
  for (let k = 0; k < times; k++) {
    try {
      writeSync(descriptor, text);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      k--;
    }
  }
}

let asked = 0;
const behaviours = {
  honest,
  "never-answers": () => undefined,
  spins: () => {
    process.on("SIGTERM", () => undefined);
    for (;;);
  },
  exits: () => process.exit(0),
  "exits-late": (question) => (asked++ === 0 ? honest(question) : process.exit(0)),
  allocates: () => {
    const kept = [];
    for (;;) kept.push(new Float64Array(2e6).fill(1));
  },
  "kills-itself": () => process.kill(process.pid, "SIGKILL"),
  floods: () => pour(1, "x".repeat(1e6), 100),
  chatters: (question) => {
    pour(2, `${"x".repeat(1e6 - 1)}\n`, 100);
    honest(question);
  },
  talks: (question) => {
    pour(1, "so far, so good\n", 1);
    honest(question);
  },
  "out-of-order": (question) => say({ id: question.id + 1, value: 1 }),
  twice: (question) => {
    honest(question);
    honest(question);
  },
  counts: (question) => say({ id: question.id, value: asked++ }),
  "changes-a-file": (question) => {
    chmodSync(question.x.path, 0o600);
    const bytes = readFileSync(question.x.path);
    bytes.writeDoubleLE(1e9, bytes.length - 8);
    writeFileSync(question.x.path, bytes);
    say({ id: question.id, value: 1 });
  },
  forks: (question) => {
    spawn("sleep", [mark], { stdio: "ignore" });
    honest(question);
  },
};

/** A .npy file as numpy writes it. */
function npy(rows, columns, value) {
  const text =
    `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`.padEnd(117) + "\n";
  const head = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, text.length, 0]);
  return Buffer.concat([
    head,
    Buffer.from(text),
    Buffer.from(new Float64Array(rows * columns).fill(value).buffer),
  ]);
}

const gradients = {
  "gradient-good": ({ y }) => npy(y.rows, y.columns, 0.5),
  "gradient-shape": ({ y }) => npy(y.columns, y.rows, 0.5),
  "gradient-nan": ({ y }) => npy(y.rows, y.columns, NaN),
  "gradient-junk": () => "no array",
  "gradient-none": () => undefined,
};

function gradient(question) {
  const bytes = gradients[how](question);
  if (bytes !== undefined) writeFileSync(question.out, bytes);
  say({ id: question.id, value: 2 });
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const { id, type } = question;
  if (type === "hello") {
    const range = ["-Infinity", "Infinity"];
    const metric = { id: how, direction: "similarity", range, symmetric: false, invariances: [] };
    say({ id, protocol: 1, metric, can: how in gradients ? ["gradient"] : [] });
  } else if (type === "compare") behaviours[how](question);
  else if (type === "gradient") gradient(question);
  else if (type === "release") say({ id, ok: true });
  else process.exit(0);
}
