/** Files that are dropped anywhere on the page or pasted. Answers whether some are being dragged over it right now. */
import { useEffect, useState } from 'preact/hooks';

export function useDroppedFiles(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      // Without this the browser would leave the app and open the file.
      event.preventDefault();
      setOver(!isDialogOpen());
    };
    const leave = (event: DragEvent): void => {
      // Between two elements of the page the pointer goes to the other one; out of the window it goes nowhere.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (!isDialogOpen()) onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || isDialogOpen() || wantsItsText(event)) return;
      event.preventDefault();
      onFiles(files);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  });
  return isOver;
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** What is copied out of an office program is text and a picture of that text: in an entry the text is meant. */
function wantsItsText({ target, clipboardData }: ClipboardEvent): boolean {
  const isEntry = target instanceof Element && target.closest('input, textarea') !== null;
  return isEntry && (clipboardData?.types.includes('text/plain') ?? false);
}
