/** For whom suppliers are: everybody else is told so, and led back. */
import type { ComponentChildren } from 'preact';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';

export function OnlyStaff({ children }: { children: ComponentChildren }) {
  const { session } = useApp();
  const w = screenWords.value.suppliers;
  if (isStaff(session.value)) return <>{children}</>;
  return (
    <EmptyState
      icon="key"
      title={w.onlyStaff}
      action={<Button href={paths.items}>{words.value.app.toItems}</Button>}
    >
      {w.onlyStaffMore}
    </EmptyState>
  );
}
