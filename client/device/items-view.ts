/** Whether the items are a list or a table on this device, and which columns. In localStorage: each screen is another. */
const viewKey = 'itemsView';
const columnsKey = 'itemsColumns';

export function isTableChosen(): boolean {
  return read(viewKey) === 'table';
}

export function rememberTable(isTable: boolean): void {
  write(viewKey, isTable ? 'table' : 'list');
}

/** Null where nobody has chosen. */
export function chosenColumns(): readonly string[] | null {
  return read(columnsKey)?.split(' ') ?? null;
}

export function rememberColumns(names: readonly string[]): void {
  write(columnsKey, names.join(' '));
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch (error) {
    // Blocked storage costs one click at the next visit.
    if (!(error instanceof DOMException)) throw error;
  }
}
