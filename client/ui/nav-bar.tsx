/** Where one can go: along the bottom on a phone, where the thumb is; along the side from 60 rem. */
import { useLocation } from 'preact-iso/router';
import { paths } from '../state/route.ts';
import { useApp } from './app-context.ts';
import { isStaff } from './is-staff.ts';
import { Badge } from './parts/badge.tsx';
import { Icon, type IconName } from './parts/icons.tsx';
import { StatusChip } from './parts/status-chip.tsx';
import { words } from './words/words.ts';

interface Place {
  readonly icon: IconName;
  readonly label: string;
  readonly href: string;
  /** Beginnings of the addresses that belong to it. */
  readonly owns: readonly string[];
  readonly on?: 'phone' | 'wide';
}

export function NavBar() {
  const { attentionCount, lowCount, overdue, session, sync } = useApp();
  const { path } = useLocation();
  const w = words.value.nav;
  const late = isStaff(session.value) ? overdue.value.all : overdue.value.own;
  const pictures: Place = {
    icon: 'photo',
    label: w.pictures,
    href: paths.pictures,
    owns: [paths.pictures],
    on: 'wide',
  };
  const suppliers: Place = {
    icon: 'shop',
    label: w.suppliers,
    href: paths.suppliers,
    owns: [paths.suppliers, '/supplier-items'],
    on: 'wide',
  };
  const places: Place[] = [
    { icon: 'items', label: w.items, href: paths.items, owns: ['/items'] },
    {
      icon: 'place',
      label: w.locations,
      href: paths.locations,
      owns: [paths.locations],
      on: 'wide',
    },
    { icon: 'receive', label: w.requests, href: paths.requests, owns: [paths.requests] },
    { icon: 'scan', label: w.scan, href: paths.scan, owns: [paths.scan] },
    { icon: 'attention', label: w.attention, href: paths.attention, owns: [paths.attention] },
    {
      icon: 'category',
      label: w.categories,
      href: paths.categories,
      owns: [paths.categories],
      on: 'wide',
    },
    { icon: 'low', label: w.low, href: paths.low, owns: [paths.low], on: 'wide' },
    { icon: 'board', label: w.board, href: paths.board, owns: [], on: 'wide' },
    { icon: 'lend', label: w.loans, href: paths.loans, owns: [paths.loans], on: 'wide' },
    {
      icon: 'count',
      label: w.stocktakes,
      href: paths.stocktakes,
      owns: [paths.stocktakes],
      on: 'wide',
    },
    ...(isStaff(session.value) ? [suppliers, pictures] : []),
    {
      icon: 'settings',
      label: w.settings,
      href: paths.settings,
      owns: [paths.settings, paths.notices],
      on: 'wide',
    },
    {
      icon: 'more',
      label: w.more,
      href: paths.more,
      owns: [
        paths.more,
        paths.locations,
        paths.low,
        paths.loans,
        paths.stocktakes,
        paths.categories,
        paths.suppliers,
        paths.pictures,
        paths.settings,
        paths.notices,
      ],
      on: 'phone',
    },
  ];
  return (
    <nav class="nav" aria-label={w.label}>
      <div class="brand">
        <strong>{words.value.app.name}</strong>
        <span>{session.value?.spaceName}</span>
      </div>
      {places.map(({ icon, label, href, owns, on }) => {
        const isHere =
          path === href || owns.some((start) => path === start || path.startsWith(`${start}/`));
        return (
          <a
            key={href}
            href={href}
            class={href === paths.scan ? 'to-scan' : on && `${on}-only`}
            aria-current={isHere ? 'page' : undefined}
          >
            <Icon name={icon} />
            <span class="label">{label}</span>
            {href === paths.attention && (
              <Badge count={attentionCount.value} label={w.open(attentionCount.value)} />
            )}
            {href === paths.low && <Badge count={lowCount.value} label={w.open(lowCount.value)} />}
            {(href === paths.loans || href === paths.more) && (
              <Badge count={late} label={w.overdue(late)} />
            )}
          </a>
        );
      })}
      <StatusChip view={sync.value} />
    </nav>
  );
}
