import { Link } from "@remix-run/react";

/** The way here. The last entry is this page. */
export function Breadcrumb({ trail, here }: { trail: readonly { to: string; label: string }[]; here: string }) {
  return (
    <nav className="crumbs" aria-label="Breadcrumb">
      <ol>
        {trail.map((step) => (
          <li key={step.to}>
            <Link to={step.to}>{step.label}</Link>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
