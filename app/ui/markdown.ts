import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

// Pictures would fetch from strangers' servers; raw HTML and footnotes (which claim ids on the page) are not for descriptions.
const without = {
  disable: {
    null: [
      "labelStartImage",
      "gfmFootnoteCall",
      "gfmFootnoteDefinition",
      "gfmPotentialFootnoteCall",
      "htmlFlow",
      "htmlText",
    ],
  },
};

/**
 * Someone else's Markdown (CommonMark and GitHub's additions) as HTML that is safe to show: raw HTML comes out as text, addresses other than
 * http, https, mailto and the like are dropped, links say that we do not vouch for them, and headings start below the page's own.
 */
export function renderMarkdown(text: string): string {
  const html = micromark(text, { extensions: [gfm(), without], htmlExtensions: [gfmHtml()] })
    .replaceAll('<a href="', '<a rel="nofollow noopener ugc" href="')
    .replaceAll(/<input type="checkbox" disabled=""( checked="")? \/>/g, (_, checked) => (checked ? "☑" : "☐"));
  return lowerHeadings(html);
}

/** Headings begin at h3, below the page's own, and go down one step at a time whatever the author skipped. */
function lowerHeadings(html: string): string {
  let level = 2;
  return html.replaceAll(/<(\/?)h([1-6])>/g, (_, close: string, wanted: string) => {
    if (!close) level = Math.min(6, Number(wanted) + 2, level + 1);
    return `<${close}h${level}>`;
  });
}
