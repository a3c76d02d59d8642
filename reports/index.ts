export { checkResult } from "./check.ts";
export { counterExampleFiles, type TextFile } from "./counter-examples.ts";
export { renderHtml } from "./html.ts";
export { renderJson } from "./json.ts";
