/** Text for the clipboard. */

/** False where the browser gives no clipboard, as on plain http away from this machine, or where it is refused. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
