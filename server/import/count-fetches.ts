/** How many pictures the server will fetch because of an import: addresses that it has not met yet. */
import type { Image } from '../../shared/entities.ts';
import type { Planned } from './check-mutation.ts';

export interface Fetches {
  readonly pictures: number;
  readonly items: number;
}

export function countFetches(items: readonly Planned[], images: readonly Image[]): Fetches {
  const known = new Set(images.filter(({ state }) => state !== 'gone').map(({ source }) => source));
  const addresses = items.flatMap(({ mutation }) => {
    if (mutation.name !== 'item.create' && mutation.name !== 'item.patch') return [];
    const { imageUrl = '' } = mutation.args.fields;
    return imageUrl === '' || known.has(imageUrl) ? [] : [imageUrl];
  });
  return { pictures: new Set(addresses).size, items: addresses.length };
}
