import { readFileSync, readdirSync } from "node:fs";
import Handlebars from "handlebars";
import { EtalonError, messageOf } from "../core/errors.ts";

/** Beside this file in the sources, and beside its compiled form in `dist/`, where the build copies it. */
const FOLDER = new URL("./templates/", import.meta.url);

/** A file of the templates' folder as text. */
export function readAsset(name: string): string {
  try {
    return readFileSync(new URL(name, FOLDER), "utf8");
  } catch (cause) {
    throw new EtalonError("report/template-missing", `report: the file templates/${name} cannot be read`, {
      got: messageOf(cause),
      remedy: "build the project again with `npm run build`",
      cause,
    });
  }
}

type Template = (view: unknown) => string;

let compiled: Template | undefined;

function compilePage(): Template {
  const environment = Handlebars.create();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".hbs"))) {
    environment.registerPartial(file.slice(0, -".hbs".length), readAsset(file));
  }
  // Strict: a name that the view does not have is an error and never an empty place. No helpers but the built-in
  // ones: whatever needs a decision is decided in the view.
  const template = environment.compile("{{> page}}", {
    strict: true,
    knownHelpersOnly: true,
    preventIndent: true,
  });
  return (view) => template(view);
}

/**
 * The page of a view. Every value is escaped; only the page's own style and script are not.
 *
 * @throws EtalonError `report/template-missing` when the templates were not installed with the program.
 */
export function renderPage(view: unknown): string {
  compiled ??= compilePage();
  return compiled(view);
}
