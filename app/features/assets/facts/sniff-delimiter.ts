const DELIMITERS = [",", "\t", ";", "|"] as const;
const LINES = 20;

/** The delimiter that cuts the head of a table most evenly; a comma where none does. */
export function sniffDelimiter(head: string): string {
  const lines = unquoted(head).split(/\r\n|\n|\r/);
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  const sampled = whole.filter((line) => line !== "").slice(0, LINES);
  const scored = DELIMITERS.map((delimiter) => {
    const counts = sampled.map((line) => line.split(delimiter).length - 1);
    const least = Math.min(...counts);
    const even = counts.every((count) => count === counts[0]);
    return { delimiter, score: counts.length === 0 ? 0 : least * (even ? 2 : 1) };
  });
  const best = scored.reduce((best, next) => (next.score > best.score ? next : best));
  return best.score > 0 ? best.delimiter : ",";
}

function unquoted(text: string): string {
  return text.replace(/"(?:[^"]|"")*"?/g, '""');
}
