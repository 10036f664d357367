const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text, or its first characters and an ellipsis, always valid Unicode: it goes into canonical JSON. */
export function clip(text: string, characters: number): string {
  const cut = text.length > characters;
  const kept = cut ? text.slice(0, characters).replace(/[\ud800-\udbff]$/, "") : text;
  return kept.replace(LONE_SURROGATE, "\ufffd") + (cut ? "…" : "");
}
