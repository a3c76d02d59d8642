import { describe, expect, it } from "vitest";
import { markup, when } from "../../reports/markup.ts";

describe("markup", () => {
  it("escapes what is put into it, and control characters are shown as such", () => {
    const { text } = markup`<p title="${`"'<&>`}">${"<script>\u202e"}</p>`;
    expect(text).toBe('<p title="&quot;&#39;&lt;&amp;&gt;">&lt;script&gt;\ufffd</p>');
  });

  it("leaves markup as it is, and writes lists one after the other", () => {
    const items = ["a", "<b>"].map((item) => markup`<li>${item}</li>`);
    expect(markup`<ul>${items}${7}</ul>`.text).toBe("<ul><li>a</li><li>&lt;b&gt;</li>7</ul>");
    expect(markup`${when(false, () => "never")}${when(true, () => markup`<br>`)}`.text).toBe("<br>");
  });
});
