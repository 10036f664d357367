/** A place in a list as an opaque text for a URL. It grants nothing: whoever changes it gets another page. */
export const encodePlace = (place: string): string => Buffer.from(place).toString("base64url");

/** The groups of `pattern` in a place, or none where the text is not one. */
export function decodePlace(text: string | null, pattern: RegExp): readonly string[] {
  if (!text) return [];
  return pattern.exec(Buffer.from(text, "base64url").toString())?.slice(1) ?? [];
}
