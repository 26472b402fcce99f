/** Signing out wipes this device. With work that has not reached the server it asks what shall become of it first. */
import { useState } from 'preact/hooks';
import { closePush } from '../../../device/push-device.ts';
import { discardSharedPhotos } from '../../../device/shared-photos.ts';
import { leave } from '../../../state/session.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Section } from '../../parts/section.tsx';
import { showToast } from '../../parts/toast.tsx';
import { forgetUnsaved } from '../../unsaved.ts';
import { screenWords } from '../../words/screen-words.ts';
import { keptDrafts } from '../item-form/item-draft.ts';
import { saveWaiting } from './waiting-changes.tsx';

export function LeaveSettings() {
  const [isAsking, setAsking] = useState(false);
  const w = screenWords.value.settings;
  return (
    <Section title={w.leave} hint={w.leaveMore}>
      <div class="toolbar">
        <Button kind="danger" icon="leave" onClick={() => setAsking(true)}>
          {w.leave}
        </Button>
      </div>
      {isAsking && <LeaveDialog onClose={() => setAsking(false)} />}
    </Section>
  );
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const app = useApp();
  const w = screenWords.value.settings;
  const { count, heldBack, photos, sheets } = app.waiting.value;
  const unsaved = [
    count + heldBack > 0 ? w.leaveWaiting(count + heldBack) : '',
    photos > 0 ? screenWords.value.pictures.unsent(photos) : '',
    sheets > 0 ? screenWords.value.hazards.unsent(sheets) : '',
  ].filter(Boolean);
  const go = async (outboxExported: boolean): Promise<void> => {
    if (outboxExported) await saveWaiting(app);
    const left = await leave(app, { outboxExported });
    // Something was recorded in another tab meanwhile: the dialog now shows it.
    if (!left.ok) return;
    keptDrafts.clear();
    forgetUnsaved();
    await discardSharedPhotos();
    // Without a network the server still believes in this session; the address it has leads nowhere.
    await closePush();
    onClose();
    showToast({ text: w.left });
  };
  const stay = <Button onClick={onClose}>{w.leaveStay}</Button>;
  if (unsaved.length === 0) {
    return (
      <Dialog
        title={w.leaveTitle}
        onClose={onClose}
        footer={
          <>
            {stay}
            <Button kind="danger" onClick={() => void go(false).catch(app.onTrouble)}>
              {w.leave}
            </Button>
          </>
        }
      >
        <p>{w.leaveMore}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={w.leaveTitle}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" icon="sync" onClick={app.syncNow}>
            {w.syncNow}
          </Button>
          <Button kind="danger" onClick={() => void go(true).catch(app.onTrouble)}>
            {w.leaveExport}
          </Button>
          {stay}
        </>
      }
    >
      <p>
        <strong>{unsaved.map((each) => `${each}. `)}</strong>
        {w.leaveWaitingMore}
      </p>
      <p class="quiet">{w.leaveMore}</p>
    </Dialog>
  );
}
