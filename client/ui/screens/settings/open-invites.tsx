/** Invites that still let someone in. Asked for only on request, because it needs the network. */
import { useState } from 'preact/hooks';
import type { InviteListing } from '../../../../shared/session.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Setting } from '../../parts/setting.tsx';
import { showToast } from '../../parts/toast.tsx';
import { formatTime } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { serverFailureWords } from '../../words/server-failure-words.ts';

export function OpenInvites() {
  const { server } = useApp();
  const [invites, setInvites] = useState<readonly InviteListing[]>();
  const w = screenWords.value.invites;
  const read = async (): Promise<void> => {
    const answer = await server.listInvites();
    if (answer.ok) setInvites(answer.value);
    else showToast({ text: serverFailureWords(answer.failure) });
  };
  const revoke = async (id: string): Promise<void> => {
    const answer = await server.revokeInvite(id);
    showToast({ text: answer.ok ? w.revoked : serverFailureWords(answer.failure) });
    if (answer.ok) await read();
  };
  if (invites === undefined) {
    return (
      <Setting title={w.open}>
        <Button onClick={() => void read()}>{w.list}</Button>
      </Setting>
    );
  }
  if (invites.length === 0) return <Setting title={w.none} />;
  return (
    <>
      {invites.map((invite) => (
        <OneInvite key={invite.id} invite={invite} onRevoke={() => void revoke(invite.id)} />
      ))}
    </>
  );
}

function OneInvite({ invite, onRevoke }: { invite: InviteListing; onRevoke: () => void }) {
  const w = screenWords.value.invites;
  const role = screenWords.value.settings.roles[invite.role];
  const until = formatTime(invite.expiresAt);
  const facts = [
    w.usesLeft(invite.usesLeft),
    w.expires(until),
    w.madeBy(invite.createdBy ?? w.console),
  ];
  return (
    <Setting title={role} hint={facts.join(' · ')}>
      <Button kind="danger" label={w.revokeLabel(role, until)} onClick={onRevoke}>
        {w.revoke}
      </Button>
    </Setting>
  );
}
