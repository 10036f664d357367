/** Reads delimited text in the way of RFC 4180, piece by piece: quoted cells may hold delimiters, quotes and line breaks. */
export interface CsvRows {
  push(text: string): void;
  end(): void;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

export interface CsvOptions {
  readonly delimiter: string;
  /** What is longer is read over: the cell keeps its first characters. */
  readonly cellCharacters: number;
  /** Cells beyond are read over. */
  readonly rowCells: number;
  /** The array is reused for the next row. @param cells how many the row had, read over ones included */
  readonly onRow: (row: readonly string[], cells: number) => void;
}

export function createCsvRows({ delimiter, cellCharacters, rowCells, onRow }: CsvOptions): CsvRows {
  const comma = delimiter.charCodeAt(0);
  let row: string[] = [];
  let cells = 0;
  let cell = "";
  let quoted = false;
  let afterQuote = false;
  let afterCr = false;
  let begun = false;

  const append = (text: string, from: number, to: number): void => {
    if (to > from && cell.length < cellCharacters)
      cell += text.slice(from, Math.min(to, from + cellCharacters - cell.length));
  };
  const endCell = (): void => {
    if (cells < rowCells) row.push(cell);
    cells += 1;
    cell = "";
    afterQuote = false;
  };
  const endRow = (): void => {
    endCell();
    const blank = cells === 1 && row[0] === "" && !begun;
    if (!blank) onRow(row, cells);
    row = [];
    cells = 0;
    begun = false;
  };

  /** @returns where it stopped: after the closing quote, or at the text's end */
  const readQuoted = (text: string, from: number): number => {
    const close = text.indexOf('"', from);
    append(text, from, close < 0 ? text.length : close);
    if (close < 0) return text.length;
    quoted = false;
    afterQuote = true;
    return close + 1;
  };
  const readPlain = (text: string, from: number): number => {
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === comma || code === LF || code === CR) break;
      if (code === QUOTE && (afterQuote || (cell === "" && at === from))) break;
    }
    if (at > from) {
      append(text, from, at);
      begun = true;
      afterQuote = false;
    }
    return at;
  };

  return {
    push(text) {
      for (let at = 0; at < text.length; ) {
        if (quoted) {
          at = readQuoted(text, at);
          continue;
        }
        const code = text.charCodeAt(at);
        if (code === QUOTE && afterQuote) {
          append('"', 0, 1);
          quoted = true;
          afterQuote = false;
        } else if (code === QUOTE && cell === "") {
          quoted = true;
          begun = true;
        } else if (code === comma) {
          begun = true;
          endCell();
        } else if (code === LF) {
          if (!afterCr) endRow();
        } else if (code === CR) endRow();
        else {
          at = Math.max(at + 1, readPlain(text, at));
          afterCr = false;
          continue;
        }
        afterCr = code === CR;
        at += 1;
      }
    },
    end() {
      if (begun || cells > 0 || cell !== "") endRow();
    },
  };
}
