import type { SelectHTMLAttributes } from "react";
import { Field, type FieldProps } from "./field.tsx";

interface Option {
  value: string;
  label: string;
}

type SelectFieldProps = FieldProps & SelectHTMLAttributes<HTMLSelectElement> & { options: readonly Option[] };

export function SelectField({ label, hint, error, optional, hideLabel, options, ...select }: SelectFieldProps) {
  return (
    <Field {...{ label, hint, error }} {...(optional && { optional })} {...(hideLabel && { hideLabel })}>
      {(aria) => (
        <select className="input" {...select} {...aria}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
