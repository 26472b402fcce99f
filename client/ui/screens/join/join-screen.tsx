/**
 * Coming in by a link: first it is shown which space this is and as what one comes, then one says one's name. The code
 * stands behind the `#`, which browsers never send. Joining is the one thing here that needs the network.
 */
import { useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';
import type { InviteFacts } from '../../../../shared/session.ts';
import { askToPersist } from '../../../device/storage.ts';
import { join, type JoinFailure } from '../../../state/session.ts';
import { paths } from '../../../state/route.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Field } from '../../parts/field.tsx';
import { showToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { screenWords } from '../../words/screen-words.ts';
import { serverFailureLines } from '../../words/server-failure-words.ts';
import { words } from '../../words/words.ts';
import { EnterInvite } from './enter-invite.tsx';
import { Sign } from './sign.tsx';

export function JoinScreen() {
  const { server } = useApp();
  const [code, setCode] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [tries, setTries] = useState(0);
  const [invite, setInvite] = useState<InviteFacts>();
  const [failure, setFailure] = useState<JoinFailure>();
  const w = screenWords.value.join;
  useEffect(() => {
    document.title = `${w.title} · ${words.value.app.name}`;
    // A link opened while this page is open changes nothing but the part behind the #.
    const changed = (): void => setCode(decodeURIComponent(location.hash.slice(1)));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  useEffect(() => {
    if (code === '') return;
    setFailure(undefined);
    setInvite(undefined);
    void server
      .look(code)
      .then((answer) => (answer.ok ? setInvite(answer.value) : setFailure(answer.failure)));
  }, [code, tries]);

  return (
    <div class="scroll">
      <div class="welcome">
        <Sign />
        {code === '' && (
          <>
            <h1>{w.noCode}</h1>
            <p class="quiet">{w.noCodeMore}</p>
            <EnterInvite onCode={setCode} />
          </>
        )}
        {code !== '' && failure === undefined && invite === undefined && (
          <p role="status">{w.looking}</p>
        )}
        {failure !== undefined && <Failed failure={failure} onRetry={() => setTries(tries + 1)} />}
        {invite !== undefined && failure === undefined && (
          <JoinForm code={code} invite={invite} onFailure={setFailure} />
        )}
      </div>
    </div>
  );
}

function Failed({ failure, onRetry }: { failure: JoinFailure; onRetry: () => void }) {
  const { session } = useApp();
  const { title, more } = serverFailureLines(failure);
  const w = screenWords.value.join;
  return (
    <>
      <h1>{title}</h1>
      <p role="alert">{more}</p>
      <div class="toolbar">
        <Button kind="primary" icon="sync" onClick={onRetry}>
          {w.tryAgain}
        </Button>
        {session.value !== null && <Button href={paths.items}>{w.openItems}</Button>}
      </div>
    </>
  );
}

interface JoinFormProps {
  readonly code: string;
  readonly invite: InviteFacts;
  readonly onFailure: (failure: JoinFailure) => void;
}

function JoinForm({ code, invite, onFailure }: JoinFormProps) {
  const app = useApp();
  const { route } = useLocation();
  const [name, setName] = useState('');
  const [spaceName, setSpaceName] = useState('');
  const [wasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ path: string; text: string }>();
  const w = screenWords.value.join;
  const empty = screenWords.value.wrong.empty;
  const needsSpace = invite.firstOwner;
  const troubleOf = (path: string, value: string): string | undefined => {
    if (refused?.path === path) return refused.text;
    return wasTried && value.trim() === '' ? empty : undefined;
  };

  const submit = async (): Promise<void> => {
    setTried(true);
    setRefused(undefined);
    if (isBusy || name.trim() === '' || (needsSpace && spaceName.trim() === '')) return;
    setBusy(true);
    const request = {
      code,
      name: name.trim(),
      ...(needsSpace ? { spaceName: spaceName.trim() } : {}),
    };
    const joined = await join(app, request);
    setBusy(false);
    if (!joined.ok) {
      if (joined.failure.kind !== 'invalid') onFailure(joined.failure);
      else
        setRefused({ path: joined.failure.path, text: serverFailureLines(joined.failure).title });
      return;
    }
    // The browser's answer is shown in Settings; joining does not wait for it.
    void askToPersist().catch(app.onTrouble);
    app.syncNow();
    showToast({ text: w.welcomed(joined.value.personName) });
    route(paths.items, true);
  };
  return (
    <form
      class="form"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit().catch(app.onTrouble);
      }}
    >
      <h1>{needsSpace ? w.firstOwner : w.welcome(invite.spaceName)}</h1>
      <p class="quiet">{w.as(w.roles[invite.role])}</p>
      {app.session.value !== null && (
        <p class="quiet">{w.switching(app.session.value.personName)}</p>
      )}
      <Card>
        {needsSpace && (
          <Field
            label={w.spaceName}
            hint={w.spaceNameHint}
            value={spaceName}
            trouble={troubleOf('spaceName', spaceName)}
            required
            onInput={setSpaceName}
          />
        )}
        <Field
          label={w.name}
          hint={w.nameHint}
          autocomplete="name"
          value={name}
          trouble={troubleOf('name', name)}
          focusFirst={!needsSpace}
          required
          onInput={setName}
        />
        <Trouble
          text={
            refused && refused.path !== 'name' && refused.path !== 'spaceName'
              ? refused.text
              : undefined
          }
        />
        <Button kind="primary" submits wide disabled={isBusy}>
          {needsSpace ? w.start : w.join}
        </Button>
      </Card>
    </form>
  );
}
