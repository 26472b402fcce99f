/** Why a plain http address takes so much away, and three ways to a secure one, with the lines to type. */
import { paths } from '../../state/route.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { Screen } from '../parts/screen.tsx';
import { Section } from '../parts/section.tsx';
import { screenWords } from '../words/screen-words.ts';
import { words } from '../words/words.ts';

/** For eyes and fingers on the server: not translated. */
const lines = {
  tailscale: 'tailscale serve --bg 3000',
  caddy: 'caddy reverse-proxy --from bincard.example.org --to localhost:3000',
  own: 'TLS_CERT=cert.pem TLS_KEY=key.pem HOST=0.0.0.0 npm start',
  after: 'PUBLIC_URL=https://bincard.example.org npm start',
} as const;

export function SecureScreen() {
  const w = screenWords.value.install.secure;
  return (
    <Screen title={w.title} back={paths.items}>
      {isSecureContext && <Banner kind="note" icon="check" title={w.isSecure} />}
      <Section title={w.why}>
        <p>{w.whyMore(location.origin)}</p>
      </Section>
      <Section title={w.works}>
        <p>{w.worksMore}</p>
      </Section>
      <Section title={w.ways} hint={w.waysMore}>
        <ol class="ways">
          <Way title={w.tailscale} more={w.tailscaleMore} line={lines.tailscale} />
          <Way title={w.caddy} more={w.caddyMore} line={lines.caddy} />
          <Way title={w.own} more={w.ownMore} line={lines.own} />
        </ol>
        <p>{w.after}</p>
        <p class="link-box">{lines.after}</p>
      </Section>
      <div class="toolbar">
        <Button href={paths.items}>{words.value.app.toItems}</Button>
      </div>
    </Screen>
  );
}

function Way({ title, more, line }: { title: string; more: string; line: string }) {
  return (
    <li>
      <h3>{title}</h3>
      <p>{more}</p>
      <p class="link-box">{line}</p>
    </li>
  );
}
