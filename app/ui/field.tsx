import { type ReactNode, useId } from "react";

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Says what is wrong and what to do; also sets aria-invalid. */
  error?: string | null | undefined;
  optional?: boolean;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
}

interface Aria {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

/** A label, hint and error around any control: the control spreads the attributes that it is given. */
export function Field({
  label,
  hint,
  error,
  optional,
  hideLabel,
  children,
}: FieldProps & { children: (aria: Aria) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label className={hideLabel ? "visually-hidden" : "field-label"} htmlFor={id}>
        {label} {optional ? <span className="field-optional">(optional)</span> : null}
      </label>
      {children({
        id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
      {hint ? (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span className="field-error" id={`${id}-error`} role="alert">
          {error}
        </span>
      ) : null}
    </div>
  );
}
