/** Ways out of the app: the clipboard, the phone's share sheet, a file. Each answers whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    // Not allowed, or no secure context: the caller shows the text to be copied by hand.
    if (error instanceof DOMException || error instanceof TypeError) return false;
    throw error;
  }
}

export function canShare(): boolean {
  return typeof navigator.share === 'function';
}

export async function shareLink(share: {
  readonly title: string;
  readonly url: string;
}): Promise<boolean> {
  try {
    await navigator.share(share);
    return true;
  } catch (error) {
    // Closing the share sheet is the person's right.
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export function saveAsFile(name: string, text: string, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
