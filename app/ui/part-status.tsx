export interface Part {
  /** "Chain" */
  name: string;
  /** "anvil on this machine" */
  adapter: string;
  embedded: boolean;
}

/** Which adapter each part of the system uses: an open square for embedded, a filled one for real. */
export function PartStatus({ parts }: { parts: readonly Part[] }) {
  return (
    <ul className="parts" aria-label="Parts of this system">
      {parts.map((part) => (
        <li className="part" key={part.name} data-real={part.embedded ? undefined : ""}>
          {part.name}: {part.adapter}
          {part.embedded ? " (embedded)" : ""}
        </li>
      ))}
    </ul>
  );
}
