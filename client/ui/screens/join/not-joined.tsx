/** For a device that belongs to no space yet: how to get in, quietly, and nothing else. */
import { useLocation } from 'preact-iso/router';
import { useEffect } from 'preact/hooks';
import { paths } from '../../../state/route.ts';
import { screenWords } from '../../words/screen-words.ts';
import { words } from '../../words/words.ts';
import { EnterInvite } from './enter-invite.tsx';
import { Sign } from './sign.tsx';

export function NotJoined() {
  const { route } = useLocation();
  const w = screenWords.value.join;
  useEffect(() => {
    document.title = words.value.app.name;
  }, []);
  return (
    <div class="scroll">
      <div class="welcome">
        <Sign />
        <h1>{w.notJoined}</h1>
        <p>{w.notJoinedMore}</p>
        <p class="link-box">{location.origin}/join#…</p>
        <EnterInvite onCode={(code) => route(`${paths.join}#${encodeURIComponent(code)}`)} />
        <p class="quiet small">{w.notJoinedServer}</p>
      </div>
    </div>
  );
}
