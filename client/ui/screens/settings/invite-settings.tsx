/** Letting someone in: choose a role, send the link. Open invites can be listed and withdrawn. Needs the network. */
import { useState } from 'preact/hooks';
import { mayInvite } from '../../../../shared/permissions.ts';
import { roles, type Role } from '../../../../shared/roles.ts';
import { canShare, copyText, shareLink } from '../../../device/share.ts';
import type { NewInvite, ServerFailure } from '../../../state/server.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Section } from '../../parts/section.tsx';
import { Setting } from '../../parts/setting.tsx';
import { showToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { serverFailureWords } from '../../words/server-failure-words.ts';
import { words } from '../../words/words.ts';
import { OpenInvites } from './open-invites.tsx';

export function InviteSettings() {
  const { server, session } = useApp();
  const [role, setRole] = useState<Role>('member');
  const [made, setMade] = useState<NewInvite>();
  const [failure, setFailure] = useState<ServerFailure>();
  const [isBusy, setBusy] = useState(false);
  const w = screenWords.value.invites;
  const own = session.value?.role ?? 'member';
  const choices = roles.filter((each) => mayInvite(own, each)).toReversed();

  const make = async (): Promise<void> => {
    setBusy(true);
    const answer = await server.makeInvite(role);
    setBusy(false);
    setMade(answer.ok ? answer.value : undefined);
    setFailure(answer.ok ? undefined : answer.failure);
  };
  return (
    <Section title={w.title} hint={w.more} id="invites">
      <Card class="settings">
        <Setting title={w.role} hint={w.roleHints[role]} stacked>
          <Choice
            label={w.role}
            chosen={role}
            options={choices.map((value) => ({
              value,
              text: screenWords.value.settings.roles[value],
            }))}
            onChoose={setRole}
          />
          <div class="toolbar">
            <Button icon="people" disabled={isBusy} onClick={() => void make()}>
              {w.make}
            </Button>
          </div>
          <Trouble
            text={
              failure &&
              (failure.kind === 'unreachable' ? w.needsNetwork : serverFailureWords(failure))
            }
          />
        </Setting>
        {made && <MadeInvite invite={made} />}
        <OpenInvites key={made?.id} />
      </Card>
    </Section>
  );
}

function MadeInvite({ invite }: { invite: NewInvite }) {
  const w = screenWords.value.invites;
  const p = words.value.parts;
  const copy = async (): Promise<void> =>
    showToast({ text: (await copyText(invite.link)) ? p.copied : p.notCopied });
  return (
    <Setting title={w.ready} hint={w.readyMore(formatTime(invite.expiresAt))} stacked>
      <p class="link-box">{invite.link}</p>
      <div class="toolbar even">
        <Button kind="primary" icon="copy" onClick={() => void copy()}>
          {w.copy}
        </Button>
        {canShare() && (
          <Button
            icon="share"
            onClick={() => void shareLink({ title: w.shareTitle, url: invite.link })}
          >
            {w.share}
          </Button>
        )}
      </div>
    </Setting>
  );
}
