import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { renderMarkdown } from "./markdown.ts";
import { Markup } from "./markup.tsx";

const show = (markdown: string) => renderToStaticMarkup(<Markup html={renderMarkdown(markdown)} />);

test("comes out as micromark made it", () => {
  expect(show("# A\n\n*b* **c** `d<e>` [f](https://g.org/?h=1&i=2)")).toBe(
    '<div class="prose"><h3>A</h3>\n<p><em>b</em> <strong>c</strong> <code>d&lt;e&gt;</code> ' +
      '<a href="https://g.org/?h=1&amp;i=2" rel="nofollow noopener ugc">f</a></p></div>',
  );
  expect(show("| a | b |\n| - | -: |\n| 1 | 2 |")).toContain(
    '<table><thead><tr><th>a</th><th data-align="end">b</th></tr></thead><tbody><tr><td>1</td><td data-align="end">2</td></tr>',
  );
  expect(show("1. a\n2. b\n\n---\n\n> c\\\n> d")).toContain("<hr/>");
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "[a](javascript:alert(1))",
  "<a href='javascript:1'>x</a>",
])("%s stays text", (markdown) => {
  expect(show(markdown)).not.toMatch(/<script|<img|href="javascript/i);
});

test("even HTML that did not come from Markdown brings no unknown element", () => {
  const html = renderToStaticMarkup(
    <Markup html={'<script>x</script><a href="javascript:1" onclick="y">z</a><p>open'} />,
  );
  expect(html).toBe(
    '<div class="prose">&lt;script&gt;x&lt;/script&gt;<a rel="nofollow noopener ugc">z</a><p>open</p></div>',
  );
});
