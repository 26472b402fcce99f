/**
 * The one sprite: every icon of the app on a 24-px grid, 1.5-px strokes, round ends, after lucide's manner. It is
 * put into the page once; an icon is then one <use>, which keeps a row of a long list light.
 */
const paths = {
  items: 'M4 7.5 12 3l8 4.5v9L12 21l-8-4.5zM4 7.5l8 4.5 8-4.5M12 12v9M8 5.25l8 4.5',
  place: 'M4 21V5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v16M4 9h16M4 15h16M9 6h2M13 12h2M9 18h2',
  category:
    'M3 12.5V4a1 1 0 0 1 1-1h8.5L21 11.5a1.4 1.4 0 0 1 0 2L13.5 21a1.4 1.4 0 0 1-2 0zM7.5 7.5h.01',
  attention: 'M12 3.5 22 20H2zM12 10v4.5M12 17.2h.01',
  more: 'M4 6h16M4 12h16M4 18h16',
  dots: 'M12 4.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6zM12 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6zM12 18.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
  filter: 'M3 6h18M6.5 12h11M10 18h4',
  select: 'M4 6l1.5 1.5L8.5 4.5M12 6h8M4 12.5 5.5 14l3-3M12 12.5h8M4 19l1.5 1.5 3-3M12 19h8',
  table: 'M4 5h16v14H4zM4 10h16M10 10v9',
  plus: 'M12 5v14M5 12h14',
  plusBox: 'M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM12 8v8M8 12h8',
  minus: 'M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  take: 'M12 15V4M8 8l4-4 4 4M4 14v4a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4',
  putBack: 'M12 4v11M8 11l4 4 4-4M4 14v4a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4',
  count: 'M5 5v14M9.5 5v14M14 5v14M18.5 5v14M3 16 21 8',
  move: 'M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4',
  edit: 'M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19z',
  bin: 'M4 6.5h16M9 6.5V4h6v2.5M6.5 6.5 7.5 20h9l1-13.5M10 10.5v6M14 10.5v6',
  restore: 'M4 5v5h5M4.6 10A8 8 0 1 1 4 14',
  scan: 'M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M7.5 9v6M10.5 9v6M13.5 9v6M16.5 9v6',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM7 7h.01M17 7h.01M7 17h.01M14 14h2v2M20 14v2h-2M14 20h2M18 18v2h2',
  torch: 'M8 3h8v4l-2 3v11h-4V10L8 7zM8 7h8M12 13v2',
  zoom: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5M11 8v6M8 11h6',
  swap: 'M20 11a8 8 0 0 0-14.5-3M4 13a8 8 0 0 0 14.5 3M4.5 4v4.5H9M19.5 20v-4.5H15',
  sound: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  mute: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5',
  here: 'M12 21.5S5 15 5 10a7 7 0 0 1 14 0c0 5-7 11.5-7 11.5zM12 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  receive:
    'M3 7h10v10H3zM13 10h4.5l3.5 3.5V17h-8M6.5 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM17 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  print: 'M7 9V3h10v6M7 17H4v-7a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v7h-3M7 14h10v7H7z',
  code: 'M4 5v14M8 5v14M11 5v9M14 5v14M17 5v9M20 5v14M11 18.9h.01M17 18.9h.01',
  hazard: 'M12 2.8 21.2 12 12 21.2 2.8 12zM12 8v4.5M12 15.6h.01',
  file: 'M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM14 3v5h5M8.5 13h7M8.5 16.5h5',
  history: 'M4 5v5h5M4.6 10A8 8 0 1 1 4 14M12 8v4.5l3 2',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  copy: 'M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H10a1 1 0 0 1-1-1zM5 15H4V4a1 1 0 0 1 1-1h10v2',
  share: 'M12 15V3M8 7l4-4 4 4M6 11H5v10h14V11h-1',
  download: 'M12 4v11M8 11l4 4 4-4M4 20h16',
  check: 'M5 12.5l4.5 4.5L19 7',
  sync: 'M20 11a8 8 0 0 0-14-4.5L4 8.5M4 4v4.5h4.5M4 13a8 8 0 0 0 14 4.5l2-2M20 20v-4.5h-4.5',
  offline:
    'M3 3l18 18M8.5 16.4a5 5 0 0 1 7 0M5 12.9a10 10 0 0 1 5-2.7M19 12.9a10 10 0 0 0-3.2-2.2M1.7 9.3a15 15 0 0 1 4.3-2.8M22.3 9.3A15 15 0 0 0 11 5M12 20h.01',
  saved:
    'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM9.5 12l1.8 1.8 3.2-3.3',
  waiting: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  key: 'M14.5 3a6.5 6.5 0 0 0-6.2 8.5L3 16.8V21h4.2v-2.6h2.6v-2.6h2l.7-.7A6.5 6.5 0 1 0 14.5 3zM16.5 7.5h.01',
  update: 'M12 20V9M8 13l4-4 4 4M4 4h16',
  people:
    'M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M18.5 14.5A6.5 6.5 0 0 1 21.5 20',
  photo:
    'M4 7h3l1.5-2.5h7L17 7h3a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  sleep: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  leave: 'M10 4H5a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h5M15 8l4 4-4 4M19 12H9',
  lend: 'M8.5 4.5 4 9l4.5 4.5M4 9h9.5a3 3 0 0 1 3 3M15.5 10.5 20 15l-4.5 4.5M20 15h-9.5a3 3 0 0 1-3-3',
  low: 'M5.5 4v14M11.5 10v8M17.5 14.5V18M3 20.5h18',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  shop: 'M4 9.5V20h16V9.5M3 9l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0M10 20v-5.5h4V20',
  board: 'M3 4.5h18v12H3zM12 16.5v4M7.5 20.5h9M7.5 12.5v-4M12 12.5V7M16.5 12.5V10',
  keyboard: 'M3 6.5h18v11H3zM6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M8 14h8',
} as const;

export type IconName = keyof typeof paths;
export const iconNames = Object.keys(paths) as readonly IconName[];

export function IconSprite() {
  return (
    <svg hidden aria-hidden="true">
      {iconNames.map((name) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 24 24">
          <path d={paths[name]} />
        </symbol>
      ))}
    </svg>
  );
}

/** Always beside a word or inside something that has a label, so it is silent for a screen reader. */
export function Icon({ name, little = false }: { name: IconName; little?: boolean }) {
  return (
    <svg class={little ? 'icon little' : 'icon'} aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  );
}
