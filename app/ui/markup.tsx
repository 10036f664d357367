import { createElement, Fragment, type ReactNode } from "react";

const elements = new Set(
  "p h3 h4 h5 h6 a em strong del code pre ul ol li blockquote hr br table thead tbody tr th td".split(" "),
);
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
const safeAddress = /^(https?:|mailto:|#|\/(?!\/))/i;

interface Node {
  tag: string;
  attributes: Record<string, string | number>;
  children: ReactNode[];
}

const decode = (text: string) => text.replace(/&(amp|lt|gt|quot);/g, (whole, name: string) => entities[name] ?? whole);

function attributesOf(tag: string, text: string): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const [, name, value = ""] of text.matchAll(/([a-z]+)="([^"]*)"/g)) {
    if (tag === "a" && name === "href" && safeAddress.test(value)) kept.href = decode(value);
    if (tag === "ol" && name === "start") kept.start = Number(value);
    if ((tag === "th" || tag === "td") && name === "align" && value === "right") kept["data-align"] = "end";
  }
  return tag === "a" ? { ...kept, rel: "nofollow noopener ugc" } : kept;
}

/** Reads the HTML that `renderMarkdown` made into elements. What is not on the list comes out as its text, so nothing else can get in. */
function parse(html: string): ReactNode[] {
  const root: Node = { tag: "", attributes: {}, children: [] };
  const open: Node[] = [root];
  const top = () => open[open.length - 1] ?? root;
  let key = 0;
  const close = () => {
    const node = open.pop();
    if (!node || node === root) return;
    key += 1;
    top().children.push(createElement(node.tag, { key, ...node.attributes }, ...node.children));
  };
  for (const [, tagText, closing, tag = "", attributes = "", text = ""] of html.matchAll(
    /(<(\/?)([a-z][a-z0-9]*)((?:\s[^>]*)?)>)|([^<]+|<)/g,
  )) {
    if (!tagText) {
      const inTable = ["table", "thead", "tbody", "tr"].includes(top().tag);
      if (!inTable) top().children.push(decode(text));
    } else if (!elements.has(tag)) {
      top().children.push(decode(tagText));
    } else if (closing) {
      if (top().tag === tag) close();
    } else {
      open.push({ tag, attributes: attributesOf(tag, attributes), children: [] });
      if (tag === "hr" || tag === "br") close();
    }
  }
  while (open.length > 1) close();
  return root.children;
}

/** Someone else's text, marked up: takes what `renderMarkdown` returns. */
export function Markup({ html }: { html: string }) {
  return <div className="prose">{createElement(Fragment, null, ...parse(html))}</div>;
}
