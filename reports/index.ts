export { checkResult } from "./check.ts";
export { renderHtml } from "./html.ts";
export { renderJson } from "./json.ts";
