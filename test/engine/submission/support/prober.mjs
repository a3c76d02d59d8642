// A program that speaks the protocol (docs/protocol.md) and answers by what became of an attempt.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [what, where] = process.argv.slice(2);
const attempts = {
  read: () => readFileSync(where, "utf8"),
  list: () => readdirSync(where).join(" "),
  write: ({ x }) => {
    writeFileSync(where === "@x" ? x.path : where, "written");
    return "written";
  },
  fetch: async () => String((await globalThis.fetch(where)).status),
  environment: () => Object.keys(process.env).sort().join(" "),
  processes: () =>
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .join(" "),
  kill: () => String(process.kill(Number(where), 0)),
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const say = (answer) => console.log(JSON.stringify({ id: question.id, ...answer }));
  if (question.type === "hello") {
    const metric = { id: "m", direction: "distance", range: [0, 1], symmetric: true, invariances: [] };
    say({ protocol: 1, metric });
  } else if (question.type === "compare") {
    try {
      say({ undefined: await attempts[what](question) });
    } catch (error) {
      say({ undefined: `${error}` });
    }
  } else process.exit(0);
}
