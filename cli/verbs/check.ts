import { EtalonError } from "../../core/errors.ts";
import type { Profile, Suite } from "../../core/suite.ts";
import { codeIdentity } from "../../engine/code-identity.ts";
import { session } from "../../engine/host/session.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import { renderCheckCard } from "../../reports/check-card/html.ts";
import type { CheckCard } from "../../reports/check-card/types.ts";
import { activateBackend, BACKENDS } from "../backend-option.ts";
import { makeCard, type Expectations } from "../check/card.ts";
import { cardText } from "../check/card-text.ts";
import { measureSuite, type Measured } from "../check/measure.ts";
import { EXIT } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { integerOption, wordOption } from "../options.ts";
import { type Entrant, loadEntrant } from "../submission/load.ts";
import { addSubmissionOptions, type SubmissionOptions, trustOf } from "../submission/options.ts";
import { namedSuites } from "../suites-option.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends SubmissionOptions {
  readonly profile: Profile;
  readonly suites?: string;
  readonly seed: number;
  readonly backend: (typeof BACKENDS)[number];
  readonly expect: Expectations;
  readonly html?: string;
  readonly json?: true;
  readonly all?: true;
}

/** Adds `check=reason` to those given before. @throws EtalonError `usage/bad-value`. */
function expectation(text: string, before: Expectations): Expectations {
  const [, check, reason] = /^([^=]+)=(.*\S.*)$/s.exec(text) ?? [];
  if (check !== undefined && reason !== undefined) return { ...before, [check.trim()]: reason.trim() };
  throw new EtalonError("usage/bad-value", "--expect must be a check and the reason why it fails", {
    got: `"${text}"`,
    remedy: "write --expect axioms/holds/triangle='a cosine is no metric'",
  });
}

async function measureAll(
  metric: Entrant["metric"],
  suites: readonly Suite[],
  { profile, seed }: Options,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  // One for all suites, so that a submission's program is started once.
  const open = session({ metrics: [metric], suites }, { profile, seed });
  try {
    for (const suite of suites) {
      if (terminal.interactive) terminal.status(`${suite.title}: ${suite.question}`);
      measured.push(await measureSuite({ metric, session: open, suite, profile, seed, signal }));
    }
    return measured;
  } finally {
    await open.close();
  }
}

const exitCodeOf = ({ counts, unanswered }: CheckCard): number =>
  counts.failed > 0 ? EXIT.failedCheck : unanswered > 0 ? EXIT.incomplete : EXIT.ok;

async function check(word: string, options: Options, terminal: Terminal): Promise<number> {
  const { description } = activateBackend(options.backend);
  const { metric, expectedFailures } = await loadEntrant(word, trustOf(options));
  const suites = await namedSuites(options.suites);
  const measured = await interruptible((signal) => measureAll(metric, suites, options, terminal, signal));
  const card = makeCard(
    metric,
    measured,
    { ...expectedFailures, ...options.expect },
    `Etalon ${codeIdentity().version}, profile ${options.profile}, seed ${options.seed}, ${description}`,
  );
  if (options.html !== undefined) writeAtomically(options.html, renderCheckCard(card));
  terminal.write(
    options.json
      ? `${JSON.stringify(card, null, 2)}\n`
      : `${cardText(card, terminal.colours === true, options.all === true).join("\n")}\n`,
  );
  if (options.html !== undefined) terminal.tell(`open ${options.html}`);
  return exitCodeOf(card);
}

const verb: Verb = {
  examples: [
    ["etalon check cka-linear", "what a metric keeps of what it promises"],
    ["etalon check my-metric.ts --html card.html", "a metric of your own; a page to keep"],
    [
      "etalon check my-metric.ts --suites axioms,robustness",
      "while you write it: the laws alone, in a second",
    ],
    ["etalon check my-metric.ts --expect robustness/apart='no normaliser'", "a failure that you know of"],
  ],
  configured: true,
  define: (command, terminal, end) =>
    addSubmissionOptions(command)
      .argument("<metric>", 'an id, a .ts, .js, .py or .R file, a package, or "command:…" (docs/check.md)')
      .option("--suites <ids>", "ids and globs, separated by commas (default: all)")
      .option("--profile <name>", "quick or full", wordOption("--profile", ["quick", "full"]), "quick")
      .option(
        "--expect <check=reason>",
        "a contract that fails for a reason; may be repeated",
        expectation,
        {},
      )
      .option("--all", "print every check, not the most important ones")
      .option("--html <file>", "write the card as one page")
      .option("--seed <n>", "all randomness derives from it", integerOption("--seed"), 1)
      .option("--backend <name>", "auto, native or portable", wordOption("--backend", BACKENDS), "auto")
      .option("--json", "print the card as data; exit code 2 if a contract failed unexpectedly")
      .action(async (word: string, options: Options) => end(await check(word, options, terminal))),
};

export default verb;
