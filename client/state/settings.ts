/** What a person has set on this device. Each setting is a row of its own, so two tabs agree at once. */
import type { LocalDatabase } from '../db/local-database.ts';
import { readMetas, writeMeta, type MetaValues } from '../db/meta.ts';

export const settingKeys = [
  'session',
  'syncStatus',
  'stayOffline',
  'theme',
  'language',
  'deviceName',
  'badge',
  'scanSound',
  'wedge',
  'coverWeeks',
  'expiryDays',
  'currency',
] as const;
export type Settings = Pick<MetaValues, (typeof settingKeys)[number]>;
export type SettingKey = Exclude<(typeof settingKeys)[number], 'session' | 'syncStatus'>;

export function readSettings(db: LocalDatabase): Promise<Settings> {
  return readMetas(db, settingKeys);
}

export async function changeSetting<Key extends SettingKey>(
  db: LocalDatabase,
  key: Key,
  value: MetaValues[Key],
): Promise<void> {
  await writeMeta(db, key, value);
}
