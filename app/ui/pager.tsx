import { Link } from "@remix-run/react";

/** Keyset pages: each end is a link, or null where there is no more. */
export function Pager({ first, next, label }: { first: string | null; next: string | null; label: string }) {
  if (!first && !next) return null;
  return (
    <nav className="pager" aria-label={label}>
      {first ? (
        <Link className="button" to={first}>
          Back to the first page
        </Link>
      ) : (
        <span />
      )}
      {next ? (
        <Link className="button" to={next} rel="next">
          Next page
        </Link>
      ) : null}
    </nav>
  );
}
