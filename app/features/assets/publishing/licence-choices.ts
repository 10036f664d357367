/** Terms that creators choose from, as SPDX ids. */
export const licenceChoices = [
  { value: "CC-BY-4.0", label: "CC-BY-4.0: with credit" },
  { value: "CC-BY-SA-4.0", label: "CC-BY-SA-4.0: with credit, shared alike" },
  { value: "CC-BY-NC-4.0", label: "CC-BY-NC-4.0: with credit, not commercial" },
  { value: "CC-BY-ND-4.0", label: "CC-BY-ND-4.0: with credit, unchanged" },
  { value: "CC0-1.0", label: "CC0-1.0: public domain" },
  { value: "CDLA-Permissive-2.0", label: "CDLA-Permissive-2.0: data, permissive" },
  { value: "CDLA-Sharing-1.0", label: "CDLA-Sharing-1.0: data, shared alike" },
  { value: "ODbL-1.0", label: "ODbL-1.0: databases, shared alike" },
  { value: "Apache-2.0", label: "Apache-2.0" },
  { value: "MIT", label: "MIT" },
  { value: "custom", label: "My own terms" },
] as const;
