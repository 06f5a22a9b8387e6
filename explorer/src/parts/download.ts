/** Files that are made in the browser. */

export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // After the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Comma-separated values (RFC 4180). */
export function csv(rows: readonly (readonly (string | number | null)[])[]): Blob {
  const lines = rows.map((row) => row.map((value) => quoted(String(value ?? ''))).join(','));
  return new Blob([lines.join('\r\n'), '\r\n'], { type: 'text/csv' });
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
