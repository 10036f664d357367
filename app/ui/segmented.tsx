import { useId } from "react";

interface SegmentedProps<Value extends string> {
  /** Read to screen readers; shown when `showLabel`. */
  label: string;
  showLabel?: boolean;
  name?: string;
  options: readonly { value: Value; label: string }[];
  value?: Value;
  defaultValue?: Value;
  onChange?: (value: Value) => void;
}

/** A choice of few, all in sight. Radio buttons underneath, so arrows and forms work. */
export function Segmented<Value extends string>({
  label,
  showLabel,
  name,
  options,
  value,
  defaultValue,
  onChange,
}: SegmentedProps<Value>) {
  const group = useId();
  return (
    <fieldset className="field">
      <legend className={showLabel ? "field-label" : "visually-hidden"}>{label}</legend>
      <div>
        <span className="segmented">
          {options.map((option) => (
            <label key={option.value}>
              <input
                type="radio"
                name={name ?? group}
                value={option.value}
                {...(value === undefined
                  ? { defaultChecked: option.value === defaultValue }
                  : { checked: option.value === value })}
                onChange={() => onChange?.(option.value)}
              />
              {option.label}
            </label>
          ))}
        </span>
      </div>
    </fieldset>
  );
}
