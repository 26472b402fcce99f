/** Whether the browser has promised to keep our database, and how full it is. Unknown where it will not say. */
export interface StorageFacts {
  readonly isPersisted: boolean | undefined;
  readonly usedBytes: number | undefined;
  readonly quotaBytes: number | undefined;
}

export async function readStorage(): Promise<StorageFacts> {
  const storage: StorageManager | undefined = navigator.storage;
  // Absent on plain http addresses: not a secure context.
  if (storage === undefined)
    return { isPersisted: undefined, usedBytes: undefined, quotaBytes: undefined };
  const [isPersisted, estimate] = await Promise.all([storage.persisted(), storage.estimate()]);
  return { isPersisted, usedBytes: estimate.usage, quotaBytes: estimate.quota };
}

/** Some browsers decide by themselves and some ask the person; false is an answer, not a failure. */
export async function askToPersist(): Promise<boolean> {
  const storage: StorageManager | undefined = navigator.storage;
  return storage === undefined ? false : storage.persist();
}
