/** What a person has set on this device. Each setting is a row of its own, so two tabs agree at once. */
import type { LocalDatabase } from '../db/local-database.ts';
import { readMetas, writeMeta, type MetaValues } from '../db/meta.ts';

const keys = [
  'session',
  'syncStatus',
  'stayOffline',
  'theme',
  'language',
  'deviceName',
  'badge',
  'scanSound',
  'wedge',
] as const;
export type Settings = Pick<MetaValues, (typeof keys)[number]>;
export type SettingKey = Exclude<(typeof keys)[number], 'session' | 'syncStatus'>;

export function readSettings(db: LocalDatabase): Promise<Settings> {
  return readMetas(db, keys);
}

export async function changeSetting<Key extends SettingKey>(
  db: LocalDatabase,
  key: Key,
  value: MetaValues[Key],
): Promise<void> {
  await writeMeta(db, key, value);
}
