export type ResponseFormat = "file" | "raw" | "car";

const MEDIA_TYPES: Readonly<Record<string, ResponseFormat>> = {
  "application/vnd.ipld.raw": "raw",
  "application/vnd.ipld.car": "car",
};

/**
 * What a gateway's client asks for; `format` in the URL goes before the Accept header.
 * @returns null for a format that this gateway does not have, such as a tar
 */
export function responseFormat(format: string | null, accept: string | undefined): ResponseFormat | null {
  if (format === "raw" || format === "car") return format;
  if (format !== null) return null;
  for (const entry of (accept ?? "").split(",")) {
    const [type = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    if (type.startsWith("application/vnd.ipld.") || type.startsWith("application/vnd.ipfs.")) {
      // A CAR of version 2 is another format.
      if (parameters.some((parameter) => /^version=(?!1$)/.test(parameter))) continue;
      return MEDIA_TYPES[type] ?? null;
    }
  }
  return "file";
}
