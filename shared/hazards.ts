/** Questions about what is dangerous, asked alike by every screen and form. */
import type { Hazards, SheetFile } from './entities.ts';

export const noHazards: Hazards = { ghs: [], nfpa: null, sdsUrl: '' };

/** Something to be warned of; a safety data sheet alone says nothing yet. */
export function isDangerous({ ghs, nfpa, signal = '', statements = '' }: Hazards): boolean {
  return ghs.length > 0 || nfpa !== null || signal !== '' || statements !== '';
}

/** Without what says nothing, so that two that mean the same are the same; null where nothing is left. */
export function orNone(hazards: Hazards): Hazards | null {
  const { signal = '', statements = '', sdsFile = null, ...rest } = hazards;
  const said = {
    ...rest,
    ...(signal === '' ? {} : { signal }),
    ...(statements === '' ? {} : { statements }),
    ...(sdsFile === null ? {} : { sdsFile }),
  };
  return isDangerous(said) || said.sdsUrl !== '' || sdsFile !== null ? said : null;
}

export function withSheet(hazards: Hazards | null, sdsFile: SheetFile | null): Hazards | null {
  return orNone({ ...(hazards ?? noHazards), sdsFile });
}
