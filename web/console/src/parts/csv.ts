/** Tables as CSV (RFC 4180, UTF-8 with a mark, so that office programs read Chinese). */

/** The file's text. A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvText(head: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => quoted(cell === undefined ? '' : String(cell))).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}
