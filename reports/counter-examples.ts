import { z } from "zod";
import type { Finding } from "../core/finding.ts";
import type { Result } from "../core/result.ts";

/** Behind `axioms: holds/<axiom>`: small matrices that break it, one inner array a row, and the values of pairs of them. */
const exampleSchema = z.object({
  example: z.object({
    matrices: z.record(
      z.string(),
      z
        .array(z.array(z.number()).min(1))
        .min(1)
        .refine((rows) => rows.every((row) => row.length === rows[0]!.length)),
    ),
    values: z.record(z.string(), z.number()),
  }),
});

type Example = z.infer<typeof exampleSchema>["example"];

/** A file to be written: its name and what is in it. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** A table with a line of names first: a line of whole numbers alone could be taken for names. */
function tableOf(rows: readonly (readonly number[])[]): string {
  const names = rows[0]!.map((_, j) => `unit${j + 1}`);
  return `${[names, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

/** What a name may be in every file system. */
const safe = (name: string): string => name.replaceAll(/[^\w.@-]/g, "_");

const fileOf = (finding: Finding, matrix: string): string =>
  `${safe(`${finding.metric}-${finding.id.replace("holds/", "")}-${matrix}`)}.csv`;

/** The lines about one counter-example: the metric, the law, and a command with its answer for each pair. */
function linesOf(finding: Finding, { values }: Example): string[] {
  const commands = Object.entries(values).map(([pair, value]) => {
    const [x = "", y = ""] = pair.split(",").map((matrix) => fileOf(finding, matrix));
    return `    etalon score ${x} ${y} --metrics ${finding.metric}   # ${value}`;
  });
  return [
    `## ${finding.metric}: ${finding.title}`,
    "",
    ...(finding.note === undefined ? [] : [finding.note, ""]),
  ].concat(commands, "");
}

/**
 * The counter-examples of a result as files: for each axiom that a metric breaks the two or three matrices, such as
 * `cka-linear-triangle-x.csv`, and a `README.md` with the commands that give the values again. No file without
 * counter-examples.
 */
export function counterExampleFiles({ findings }: Pick<Result, "findings">): TextFile[] {
  const found = findings.flatMap((finding) => {
    const parsed = exampleSchema.safeParse(finding.detail);
    return parsed.success && finding.suite === "axioms" && finding.id.startsWith("holds/")
      ? [{ finding, example: parsed.data.example }]
      : [];
  });
  if (found.length === 0) return [];
  const tables = found.flatMap(({ finding, example }) =>
    Object.entries(example.matrices).map(([matrix, rows]) => ({
      name: fileOf(finding, matrix),
      text: tableOf(rows),
    })),
  );
  const head = [
    "# Counter-examples",
    "",
    "Rows are stimuli, columns are units. See docs/suites/axioms.md.",
    "",
  ];
  const text = [...head, ...found.flatMap(({ finding, example }) => linesOf(finding, example))].join("\n");
  return [...tables, { name: "README.md", text }];
}
