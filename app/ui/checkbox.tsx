import { type InputHTMLAttributes, useId } from "react";
import type { FieldProps } from "./field.tsx";

type CheckboxProps = Pick<FieldProps, "label" | "hint" | "error"> & Omit<InputHTMLAttributes<HTMLInputElement>, "type">;

export function Checkbox({ label, hint, error, ...input }: CheckboxProps) {
  const id = useId();
  return (
    <label className="check">
      <input
        {...input}
        type="checkbox"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
      />
      <span>{label}</span>
      {hint ? <span className="field-hint">{hint}</span> : null}
      {error ? (
        <span className="field-error" id={id} role="alert">
          {error}
        </span>
      ) : null}
    </label>
  );
}
