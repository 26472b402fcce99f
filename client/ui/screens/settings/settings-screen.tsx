/** This device: who works on it, how sync stands, how the app looks, whom one lets in, and leaving. */
import { useRoute } from 'preact-iso/router';
import { useEffect } from 'preact/hooks';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { isStaff } from '../../is-staff.ts';
import { Screen } from '../../parts/screen.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { AppSettings } from './app-settings.tsx';
import { DeviceSettings } from './device-settings.tsx';
import { HistorySettings } from './history-settings.tsx';
import { InviteSettings } from './invite-settings.tsx';
import { LeaveSettings } from './leave-settings.tsx';
import { LookSettings } from './look-settings.tsx';
import { NoticeSettings } from './notice-settings.tsx';
import { ScannerSettings } from './scanner-settings.tsx';
import { SpaceSettings } from './space-settings.tsx';
import { SyncSettings } from './sync-settings.tsx';
import { WaitingChanges } from './waiting-changes.tsx';

export function SettingsScreen() {
  const { settings, session, may } = useApp();
  const { params } = useRoute();
  const part = params['part'];
  const isReady = settings.value !== undefined;
  useEffect(() => {
    if (part !== undefined) document.getElementById(part)?.scrollIntoView();
  }, [part, isReady]);
  return (
    <Screen title={screenWords.value.settings.title} back={paths.more}>
      {settings.value === undefined ? (
        <Skeleton rows={4} />
      ) : (
        <>
          <SyncSettings settings={settings.value} />
          <WaitingChanges />
          <DeviceSettings settings={settings.value} />
          <AppSettings settings={settings.value} />
          <ScannerSettings settings={settings.value} />
          <LookSettings settings={settings.value} />
          <HistorySettings />
          {isStaff(session.value) && <NoticeSettings />}
          {session.value !== null && may('settings.patch') && <SpaceSettings />}
          {isStaff(session.value) && <InviteSettings />}
          {session.value !== null && <LeaveSettings />}
        </>
      )}
    </Screen>
  );
}
