import fc from "fast-check";
import { expect, test } from "vitest";
import { renderMarkdown } from "./markdown.ts";

test("renders headings below the page's own, tables and task lists", () => {
  expect(renderMarkdown("# A")).toBe("<h3>A</h3>");
  expect(renderMarkdown("## A\n\n#### B\n\n# C")).toBe("<h3>A</h3>\n<h4>B</h4>\n<h3>C</h3>");
  expect(renderMarkdown("- [x] a\n- [ ] b")).toContain("☑ a");
  expect(renderMarkdown("| a |\n| - |\n| 1 |")).toContain("<td>1</td>");
});

test.each([
  ["<script>alert(1)</script>", "&lt;script&gt;"],
  ["<img src=x onerror=alert(1)>", "&lt;img"],
  ["[a](javascript:alert(1))", 'href=""'],
  ["[a](data:text/html,x)", 'href=""'],
])("%s is harmless", (text, expected) => {
  const html = renderMarkdown(text);
  expect(html).toContain(expected);
  expect(html).not.toMatch(/<(script|img|iframe)/);
});

test("pictures are not fetched", () => {
  expect(renderMarkdown("![p](https://example.org/p.png)")).not.toContain("<img");
});

test("whatever the text, only known elements and attributes come out", () => {
  const parts = fc.constantFrom(
    "<",
    ">",
    "script",
    "![",
    "](",
    ")",
    "[",
    "javascript:",
    "\n",
    "`",
    "*",
    "#",
    "|",
    "-",
    "onerror=",
    '"',
    "'",
    "&lt;",
    "[^1]",
    "a",
    " ",
    "https://e.org",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), (pieces) => {
      for (const tag of renderMarkdown(pieces.join("")).matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)) {
        expect(tag[1]).toMatch(
          /^(p|h[3-6]|a|em|strong|del|code|pre|ul|ol|li|blockquote|hr|br|table|thead|tbody|tr|th|td)$/,
        );
        expect(tag[2]).toMatch(
          /^( (rel="nofollow noopener ugc"|href="(?!javascript)[^"<>]*"|align="\w+"|start="\d+"|class="language-[^"]*"|title="[^"]*"))*( \/)?$/,
        );
      }
    }),
  );
});
