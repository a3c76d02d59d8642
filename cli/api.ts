/*
 * What `import … from "etalon"` gives: the types of a metric of one's own, and a result as data, checked, compared and
 * rendered. Everything else is the command line's.
 */
export type { AuthorActivations, AuthorContext, AuthorMetric } from "./check/author.ts";
export { EtalonError } from "../core/errors.ts";
export type { Finding, Interval } from "../core/finding.ts";
export type { Outcome, Value } from "../core/outcome.ts";
export { RESULT_SCHEMA } from "../core/result.ts";
export type { Coverage, Manifest, MetricEntry, Result, SuiteEntry } from "../core/result.ts";
export { checkResult, compareResults, mergeResults, readCompareConfig } from "../reports/index.ts";
export { renderCsv, renderHtml, renderJson, renderMarkdown } from "../reports/index.ts";
