import { Link, NavLink } from "@remix-run/react";
import type { Address } from "viem";
import { AccountMenu } from "~/features/accounts/wallet/account-menu.tsx";
import { Mark } from "~/ui/mark.tsx";
import { ThemeToggle } from "~/ui/theme-toggle.tsx";

const places = [
  { to: "/", label: "Catalogue" },
  { to: "/library", label: "Library" },
  { to: "/publish", label: "Publish" },
  { to: "/earnings", label: "Earnings" },
  { to: "/cases", label: "Cases" },
];

export function Header({ session }: { session: Address | null }) {
  return (
    <header className="top">
      <div className="bar">
        <Link to="/" className="brand">
          <Mark />
          Tessera
        </Link>
        <nav className="nav" aria-label="Main">
          {places.map((place) => (
            <NavLink key={place.to} to={place.to} end={place.to === "/"} prefetch="intent">
              {place.label}
            </NavLink>
          ))}
        </nav>
        <div className="bar-end">
          <AccountMenu session={session} />
          <ThemeToggle action="/theme" />
        </div>
      </div>
    </header>
  );
}
