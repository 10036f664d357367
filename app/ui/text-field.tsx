import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from "react";
import { Field, type FieldProps } from "./field.tsx";

type TextFieldProps = FieldProps &
  InputHTMLAttributes<HTMLInputElement> & { /** A unit after the input, like "USDC". */ affix?: ReactNode };

export function TextField({ label, hint, error, optional, hideLabel, affix, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error }} {...(optional && { optional })} {...(hideLabel && { hideLabel })}>
      {(aria) =>
        affix ? (
          <span className="input-affix">
            <input className="input" {...input} {...aria} />
            <span>{affix}</span>
          </span>
        ) : (
          <input className="input" {...input} {...aria} />
        )
      }
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  hideLabel,
  ...area
}: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field {...{ label, hint, error }} {...(optional && { optional })} {...(hideLabel && { hideLabel })}>
      {(aria) => <textarea className="input" {...area} {...aria} />}
    </Field>
  );
}
