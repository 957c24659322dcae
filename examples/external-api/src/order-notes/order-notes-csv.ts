import type { OrderNote } from './order-note.ts';

const COLUMNS = ['orderNumber', 'text', 'status', 'createdAt', 'createdBy', 'updatedAt'] as const;

/** First line of the file; it begins with the mark by which spreadsheet programs know UTF-8. */
export const CSV_HEADER = `\uFEFF${toLine(COLUMNS)}`;

/** One note as a line of CSV (RFC 4180). */
export function toCsvLine(note: OrderNote): string {
  return toLine(COLUMNS.map((column) => note[column]));
}

function toLine(values: readonly string[]): string {
  return `${values.map(toCell).join(',')}\r\n`;
}

/**
 * A spreadsheet program runs a cell that begins like a formula, quoted or not, and anybody may write a note. An
 * apostrophe in front makes it a text (https://owasp.org/www-community/attacks/CSV_Injection).
 *
 * Also behind `;`, a tab or a line break: in many countries the program expects other separators than the comma, and
 * then a cell begins there.
 */
function toCell(value: string): string {
  const harmless = value.replace(/(^|[;\t\r\n])(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, "$1'");
  return `"${harmless.replaceAll('"', '""')}"`;
}
