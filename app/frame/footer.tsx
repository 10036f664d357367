import { Link } from "@remix-run/react";
import { PartStatus } from "~/ui/part-status.tsx";
import { useSite } from "./use-site.ts";

export function Footer() {
  const site = useSite();
  return (
    <footer className="foot">
      <div className="foot-inner">
        {site ? <PartStatus parts={site.parts} /> : <span>Tessera</span>}
        <nav className="foot-links" aria-label="About">
          <Link to="/status">Status of the parts</Link>
          <a href="/.well-known/tessera.json">For programs</a>
        </nav>
      </div>
    </footer>
  );
}
