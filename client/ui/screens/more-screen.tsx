/** On a phone, what the four places at the bottom have no room for. */
import { useState } from 'preact/hooks';
import { paths } from '../../state/route.ts';
import { useApp } from '../app-context.ts';
import { isStaff } from '../is-staff.ts';
import { Badge } from '../parts/badge.tsx';
import { Icon, type IconName } from '../parts/icons.tsx';
import { Screen } from '../parts/screen.tsx';
import { HelpDialog } from '../screens.ts';
import { screenWords } from '../words/screen-words.ts';
import { words } from '../words/words.ts';

export function MoreScreen() {
  const { lowCount, overdue, session } = useApp();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const w = words.value;
  const s = screenWords.value;
  const late = isStaff(session.value) ? overdue.value.all : overdue.value.own;
  const links: { icon: IconName; text: string; href: string }[] = [
    { icon: 'place', text: w.nav.locations, href: paths.locations },
    { icon: 'low', text: w.nav.low, href: paths.low },
    { icon: 'board', text: w.nav.board, href: paths.board },
    { icon: 'lend', text: w.nav.loans, href: paths.loans },
    { icon: 'file', text: s.orders.title, href: paths.orders },
    { icon: 'count', text: w.nav.stocktakes, href: paths.stocktakes },
    { icon: 'shop', text: w.nav.suppliers, href: paths.suppliers },
    { icon: 'category', text: w.nav.categories, href: paths.categories },
    { icon: 'photo', text: w.nav.pictures, href: paths.pictures },
    { icon: 'sync', text: w.sync.label, href: paths.sync },
    { icon: 'bell', text: s.notices.title, href: paths.notices },
    { icon: 'people', text: s.invites.title, href: paths.invites },
    { icon: 'settings', text: w.nav.settings, href: paths.settings },
  ];
  const staffOnly: readonly string[] = [
    paths.suppliers,
    paths.orders,
    paths.invites,
    paths.notices,
    paths.pictures,
  ];
  const shown = links.filter(({ href }) => !staffOnly.includes(href) || isStaff(session.value));
  return (
    <Screen title={s.more.title}>
      <ul class="list">
        {shown.map(({ icon, text, href }) => (
          <li key={href}>
            <a class="row plain with-icon" href={href}>
              <Icon name={icon} />
              <span>
                {text}{' '}
                {href === paths.low && (
                  <Badge count={lowCount.value} label={w.nav.open(lowCount.value)} />
                )}
                {href === paths.loans && <Badge count={late} label={w.nav.overdue(late)} />}
              </span>
              <Icon name="next" little />
            </a>
          </li>
        ))}
        <li>
          <button class="row plain with-icon" type="button" onClick={() => setHelpOpen(true)}>
            <Icon name="keyboard" />
            <span>{s.more.keyboard}</span>
            <Icon name="next" little />
          </button>
        </li>
      </ul>
      {session.value !== null && (
        <p class="quiet small">
          {session.value.personName} · {session.value.spaceName}
        </p>
      )}
      {isHelpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}
    </Screen>
  );
}
