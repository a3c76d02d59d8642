import { EtalonError } from "../../core/errors.ts";

/** A parameter's value inside an id. */
export type ParamValue = number | string;

/** How one parameter of a metric is written, read and checked. */
export interface Param<T extends ParamValue = ParamValue> {
  /** The key inside the id; `""` for the one that follows the name directly, as in `cka-rbf-0.4`. */
  readonly key: string;
  readonly describe: string;
  readonly default: T;
  /** The allowed words, if it takes words. */
  readonly words: readonly string[];
  /** The smallest allowed number (exclusive), if it takes numbers. */
  readonly above?: number;
  /** Whether numbers must be integers. */
  readonly integer?: boolean;
}

/** The type of a set of parameters' values. */
export type ParamsOf<S extends Record<string, Param>> = {
  readonly [K in keyof S]: S[K] extends Param<infer T> ? T : never;
};

/** A parameter that is one of a few words. */
export function word<const T extends string>(
  key: string,
  words: readonly T[],
  defaultValue: NoInfer<T>,
  describe: string,
): Param<T> {
  return { key, words, default: defaultValue, describe };
}

/** A parameter that is a number above `above`. */
export function number(
  key: string,
  defaultValue: number,
  describe: string,
  options: { above?: number; integer?: boolean } = {},
): Param<number> {
  return {
    key,
    words: [],
    default: defaultValue,
    describe,
    above: options.above ?? 0,
    integer: options.integer ?? false,
  };
}

/** A parameter that is a number or one of a few words, such as a fixed λ or `grid`. */
export function numberOr<const T extends string>(
  key: string,
  words: readonly T[],
  defaultValue: number | NoInfer<T>,
  describe: string,
  options: { above?: number; integer?: boolean } = {},
): Param<number | T> {
  return {
    key,
    words,
    default: defaultValue,
    describe,
    above: options.above ?? 0,
    integer: options.integer ?? false,
  };
}

/** What a parameter accepts, for error messages and documentation. */
export function accepted(param: Param): string {
  const numbers =
    param.above === undefined
      ? []
      : [`${param.integer === true ? "an integer" : "a number"} above ${param.above}`];
  return [...param.words, ...numbers].join(" or ");
}

/**
 * Reads a parameter's value from the start of `text`, the longest word first.
 *
 * @returns The value and what is left of the text, without the dash between; undefined where nothing fits.
 */
export function readValue(param: Param, text: string): { value: ParamValue; rest: string } | undefined {
  const ends = (length: number): boolean => length === text.length || text[length] === "-";
  const fitting = param.words
    .filter((candidate) => text.startsWith(candidate) && ends(candidate.length))
    .sort((a, b) => b.length - a.length)[0];
  if (fitting !== undefined) return { value: fitting, rest: text.slice(fitting.length + 1) };
  if (param.above === undefined) return undefined;
  const digits = /^\d+(?:\.\d+)?(?:e-?\d+)?/.exec(text)?.[0];
  if (digits === undefined || !ends(digits.length)) return undefined;
  const value = Number(digits);
  if (value <= param.above || (param.integer === true && !Number.isInteger(value))) return undefined;
  return { value, rest: text.slice(digits.length + 1) };
}

/**
 * The parameters written in the part of an id after the metric's name; those not written have their default.
 *
 * @throws EtalonError `metric/bad-parameter`.
 */
export function readParams(
  name: string,
  specs: Record<string, Param>,
  text: string,
): Record<string, ParamValue> {
  const values: Record<string, ParamValue> = {};
  let rest = text;
  const fail = (remedy: string): never => {
    throw new EtalonError("metric/bad-parameter", `metric "${name}" does not understand "${rest}"`, {
      remedy,
    });
  };
  while (rest !== "") {
    const open = Object.entries(specs).filter(([field]) => !(field in values));
    const found = open
      .map(([field, param]) => {
        if (param.key === "") return { field, param, read: readValue(param, rest) };
        const after = rest.startsWith(`${param.key}-`) ? rest.slice(param.key.length + 1) : undefined;
        return { field, param, read: after === undefined ? undefined : readValue(param, after) };
      })
      .find(({ read }) => read !== undefined);
    if (found?.read === undefined) {
      const known = open.map(([, param]) => `${param.key === "" ? "" : `${param.key}-`}<${accepted(param)}>`);
      return fail(known.length === 0 ? "it takes no further parameters" : `it takes ${known.join(", ")}`);
    }
    values[found.field] = found.read.value;
    rest = found.read.rest;
  }
  for (const [field, param] of Object.entries(specs)) values[field] ??= param.default;
  return values;
}

/** The id of a metric with these parameters: defaults are left out, a key of `""` is always written. */
export function writeId(
  name: string,
  specs: Record<string, Param>,
  values: Record<string, ParamValue>,
): string {
  const parts = Object.entries(specs)
    .filter(([field, param]) => param.key === "" || values[field] !== param.default)
    .map(([field, param]) => (param.key === "" ? String(values[field]) : `${param.key}-${values[field]}`));
  return [name, ...parts].join("-");
}
