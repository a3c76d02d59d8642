import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EtalonError } from "../../core/errors.ts";
import type { Metric } from "../../core/metric.ts";
import { nearest } from "../../core/nearest.ts";
import type { Family } from "./define.ts";
import { applyForm } from "./forms.ts";

const folder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

let loaded: Promise<readonly Family[]> | undefined;

/** Every family: each file of this folder is one, so that adding a family touches no list. */
export function loadFamilies(): Promise<readonly Family[]> {
  loaded ??= Promise.all(
    readdirSync(folder)
      .filter((name) => /^[a-z0-9-]+\.(ts|js)$/.test(name))
      .sort()
      .map(async (name) => {
        const module = (await import(pathToFileURL(path.join(folder, name)).href)) as { default?: Family };
        if (module.default !== undefined) return module.default;
        throw new EtalonError("metric/no-family", `metrics/${name} must export a family by default`, {
          remedy: "end it with: export default defineFamily({…})",
        });
      }),
  );
  return loaded;
}

/** The catalogue: every variant that is listed by default, in the order of families, controls last. */
export async function loadMetrics(): Promise<Metric[]> {
  const families = await loadFamilies();
  const metrics = families.flatMap((family) =>
    family.metrics.flatMap((template) => template.list(family.id)),
  );
  return [...metrics.filter((metric) => !metric.control), ...metrics.filter((metric) => metric.control)];
}

/**
 * The metric that an id names: `name[-key-value…][@form]`. Any variant can be named, listed or not.
 *
 * @throws EtalonError `metric/unknown` with the nearest id, `metric/bad-parameter`, `metric/unknown-form`.
 */
export async function metricById(id: string): Promise<Metric> {
  const [base = "", form] = id.split("@");
  const families = await loadFamilies();
  const fits = families
    .flatMap((family) => family.metrics.map((template) => ({ family: family.id, template })))
    .filter(({ template }) => base === template.name || base.startsWith(`${template.name}-`))
    .sort((a, b) => b.template.name.length - a.template.name.length)[0];
  if (fits === undefined) {
    const known = (await loadMetrics()).map((metric) => metric.id);
    const meant = nearest(base, known);
    throw new EtalonError("metric/unknown", `there is no metric "${id}"`, {
      remedy: meant === undefined ? "see: etalon list metrics" : `did you mean "${meant}"?`,
    });
  }
  const metric = fits.template.parse(fits.family, base.slice(fits.template.name.length + 1));
  return form === undefined ? metric : applyForm(metric, form);
}
