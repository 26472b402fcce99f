/** What holds for the whole space: read by everybody, changed by owners, each change with its way back. */
import { emptyFields } from '../../shared/entities.ts';
import { settingsId, type SettingsFields } from '../../shared/settings.ts';
import type { LocalDatabase } from '../db/local-database.ts';
import type { MutationDraft } from '../db/record-mutations.ts';
import type { Deed } from './actions.ts';

export type SpaceSettings = Pick<
  SettingsFields,
  'leadWindowDays' | 'safetyDays' | 'showSpend' | 'currency'
>;

/** Where nobody has said anything, what holds by itself. */
export async function readSpaceSettings(db: LocalDatabase): Promise<SpaceSettings> {
  const row = (await db.settings.get(settingsId)) ?? emptyFields.settings;
  const { leadWindowDays, safetyDays, showSpend, currency } = row;
  return { leadWindowDays, safetyDays, showSpend, currency };
}

interface Source {
  readonly record: (drafts: readonly MutationDraft[], undo?: readonly MutationDraft[]) => Deed;
}

export function makeSpaceSettingsActions({ record }: Source) {
  return {
    changeSpaceSettings(before: SpaceSettings, fields: Partial<SpaceSettings>): Deed {
      const back = Object.entries(before).filter(([name]) => name in fields);
      return record(
        [{ name: 'settings.patch', args: { id: settingsId, fields } }],
        [{ name: 'settings.patch', args: { id: settingsId, fields: Object.fromEntries(back) } }],
      );
    },
  };
}
