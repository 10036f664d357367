import { useEffect, useState } from "react";

type Theme = "light" | "dark";

/** Switches between light and dark. `action` is a route that keeps the form field `theme` in a cookie, so that the server renders it. */
export function ThemeToggle({ action }: { action: string }) {
  const [theme, setTheme] = useState<Theme | null>(null);
  useEffect(() => {
    const chosen = document.documentElement.dataset.theme;
    const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    setTheme(dark ? "dark" : "light");
  }, []);
  const flip = () => {
    const next: Theme = theme === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    setTheme(next);
    void fetch(action, { method: "post", body: new URLSearchParams({ theme: next }) });
  };
  return (
    <button type="button" className="button" data-tone="quiet" data-size="small" onClick={flip}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <rect x="1.75" y="1.75" width="12.5" height="12.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 2v12h6V2z" fill="currentColor" />
      </svg>
      <span className="visually-hidden">{theme === "dark" ? "Use light colours" : "Use dark colours"}</span>
    </button>
  );
}
