import { z } from "zod";

const themeSchema = z.enum(["light", "dark"]);

export type Theme = z.infer<typeof themeSchema>;

/** @returns the theme that the visitor chose, or null to follow the system's. */
export function themeOf(request: Request): Theme | null {
  const value = /(?:^|;\s*)theme=([a-z]+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  return themeSchema.safeParse(value).data ?? null;
}

/** @returns the Set-Cookie header that keeps the choice for a year, or null where it is not a theme. */
export function keepTheme(value: unknown): string | null {
  const theme = themeSchema.safeParse(value);
  return theme.success ? `theme=${theme.data}; Path=/; Max-Age=31536000; SameSite=Lax` : null;
}
