import { Link, type LinkProps } from "@remix-run/react";
import type { ButtonHTMLAttributes, MouseEvent } from "react";

interface Look {
  /** primary: the page's one main action. quiet: no border. */
  tone?: "primary" | "danger" | "quiet";
  size?: "small";
  /** Fills its container. */
  wide?: boolean;
}

const look = ({ tone, size, wide }: Look) => ({
  "data-tone": tone,
  "data-size": size,
  "data-wide": wide ? "" : undefined,
});

interface ButtonProps extends Look, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Work is under way: announced, and further clicks do nothing, but focus stays. */
  busy?: boolean;
}

export function Button({ tone, size, wide, busy = false, type = "button", onClick, ...rest }: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      {...look({ ...(tone && { tone }), ...(size && { size }), ...(wide && { wide }) })}
      type={type}
      className="button"
      aria-busy={busy || undefined}
      onClick={press}
    />
  );
}

export function LinkButton({ tone, size, wide, ...rest }: Look & LinkProps) {
  return (
    <Link
      {...rest}
      {...look({ ...(tone && { tone }), ...(size && { size }), ...(wide && { wide }) })}
      className="button"
    />
  );
}
