/** Die App als Gast eines Geräts: einrichten, teilen, geleerter Speicher, unsichere Adressen. Dieselbe Gestalt wie en-install.ts. */
import { makeCounter } from './counter.ts';
import type { InstallWords } from './en-install.ts';

const n = makeCounter('de');

const changes = (count: number): string => n(count, { one: '# Änderung', other: '# Änderungen' });
const photos = (count: number): string => n(count, { one: '# Foto', other: '# Fotos' });
const sheets = (count: number): string =>
  n(count, { one: '# Sicherheitsdatenblatt', other: '# Sicherheitsdatenblätter' });
const inOrder = new Intl.ListFormat('de');

function listOf(lost: { waiting: number; photos: number; sheets: number }): string {
  return inOrder.format([
    ...(lost.waiting > 0 ? [changes(lost.waiting)] : []),
    ...(lost.photos > 0 ? [photos(lost.photos)] : []),
    ...(lost.sheets > 0 ? [sheets(lost.sheets)] : []),
  ]);
}

export const deInstall: InstallWords = {
  title: 'App',
  install: 'Einrichten',
  asApp: 'Als App',
  bannerTitle: (here) =>
    here === 'phone'
      ? 'Bincard auf den Startbildschirm legen'
      : 'Bincard auf diesem Rechner einrichten',
  bannerMore:
    'Es öffnet sich sofort, auch ohne Netz, und der Browser räumt es nicht so leicht weg.',
  how: 'Zeigen, wie',
  notNow: 'Nicht jetzt',
  installed: 'Es wurde als eingerichtete App geöffnet.',
  prompt: 'Es bekommt ein eigenes Symbol und Fenster und öffnet sich ohne Netz.',
  none: 'Dieser Browser bietet gerade keinen Weg, es einzurichten. Es geht auch so.',
  insecure: 'Von einer unsicheren Adresse richtet kein Browser etwas ein.',
  started: 'Der Browser richtet es ein',
  steps: {
    title: {
      ios: 'Auf den Startbildschirm legen',
      macSafari: 'Zum Dock hinzufügen',
      firefoxAndroid: 'Einrichten',
    },
    ios: [
      'Tippe auf „Teilen“. In Safari ist das unten oder oben auf dem Bildschirm.',
      'Tippe weiter unten auf „Zum Home-Bildschirm“.',
      'Tippe auf „Hinzufügen“. Öffne Bincard von da an über sein Symbol.',
    ],
    iosMore:
      'Die App auf dem Startbildschirm hat ihre eigene Kopie. Öffne deinen Einladungslink einmal dort, oder bitte um einen zweiten.',
    macSafari: [
      'Klicke in Safari oben auf „Teilen“.',
      'Wähle „Zum Dock hinzufügen“.',
      'Klicke auf „Hinzufügen“.',
    ],
    firefoxAndroid: [
      'Tippe auf das Menü neben der Adresse.',
      'Tippe auf „Installieren“ oder „App zum Startbildschirm hinzufügen“.',
      'Bestätige mit „Hinzufügen“.',
    ],
  },
  badge: 'Zahl auf dem Symbol',
  badgeHint: 'Wie viele Artikel knapp oder leer sind, auf dem Symbol der eingerichteten App.',
  badgeAsk: 'Dieses System zeigt sie, sobald Mitteilungen erlaubt sind. Bincard schickt keine.',
  badgeAllow: 'Erlauben',
  badgeRefused: 'Das System hat es nicht erlaubt. In seinen Einstellungen lässt sich das ändern.',
  free: (used, free) => `${used} belegt, ${free} frei.`,
  lost: {
    title: (here) =>
      here === 'phone'
        ? 'Der Browser hat die Kopie auf diesem Handy gelöscht'
        : 'Der Browser hat die Kopie auf diesem Rechner gelöscht',
    nothing: 'Es war nichts mehr zu senden, also ist nichts verloren.',
    something: (lost) => {
      const isOne = lost.waiting + lost.photos + lost.sheets === 1;
      return `${listOf(lost)} ${isOne ? 'war' : 'waren'} noch nicht gesendet und ${isOne ? 'lässt' : 'lassen'} sich nicht wiederherstellen.`;
    },
    more: 'Was beim Server angekommen ist, ist noch da.',
    fetch: 'Alles neu holen',
    fetching: 'Alles wird neu geholt',
    needsInvite: 'Der Server kennt dieses Gerät nicht mehr. Öffne einen Einladungslink.',
    understood: 'Verstanden',
  },
  update: {
    title: 'Etwas Getipptes ist noch nicht gespeichert',
    more: 'Mit der neuen Version beginnt die App von vorn. Speichere das Formular zuerst, sonst geht das Getippte verloren.',
    stay: 'Zurück zum Formular',
    go: 'Trotzdem erneuern',
  },
  secure: {
    bannerTitle: 'Diese Adresse ist nicht sicher',
    banner: 'Kamera, Einrichten und Öffnen ohne Netz gehen hier nicht.',
    help: 'Was tun',
    title: 'Eine sichere Adresse',
    why: 'Warum es darauf ankommt',
    whyMore: (origin) =>
      `Du hast Bincard unter ${origin} geöffnet. Kamera, App-Speicher und Einrichten geben Browser nur Seiten, die unterwegs niemand verändern kann: solchen mit einer https://-Adresse, oder auf demselben Gerät (localhost).`,
    works: 'Was hier geht',
    worksMore:
      'Nachsehen, Nehmen, Zählen und Bearbeiten gehen und bleiben auf diesem Gerät. Aber ohne Netz öffnet sich die App nicht, Codes lassen sich nicht mit der Kamera lesen, und andere in diesem Netz könnten mitlesen.',
    ways: 'Auswege',
    waysMore:
      'Einer davon wird einmal auf dem Server eingerichtet. Dann nehmen alle die neue Adresse.',
    tailscale: 'Tailscale',
    tailscaleMore:
      'Am schnellsten, wenn alle Handys Tailscale haben. Es bringt Namen und Zertifikat von selbst mit.',
    caddy: 'Caddy, mit einer eigenen Domain',
    caddyMore:
      'Caddy holt ein Zertifikat für den Namen und reicht alles weiter. Der Name muss zu diesem Server führen.',
    own: 'Ein eigenes Zertifikat',
    ownMore:
      'Bincard spricht selbst https. Die Geräte müssen dem vertrauen, der das Zertifikat unterschrieben hat; für ein lokales Netz macht mkcert eines.',
    after:
      'Sag Bincard die neue Adresse mit PUBLIC_URL, damit seine Links und Codes dorthin führen.',
    isSecure: 'Diese Adresse ist sicher. Es ist nichts zu tun.',
  },
  share: {
    title: 'Geteilte Fotos',
    what: 'Was zeigen sie?',
    hint: 'Wähle den Artikel, zu dem sie gehören. Bis dahin bleiben sie hier.',
    search: 'Artikel suchen',
    photo: (place) => `Foto ${place}`,
    addTo: (name) => `Zu ${name}`,
    newItem: 'Neuer Artikel',
    newItemNamed: (name) => `Neuer Artikel „${name}“`,
    newTitle: 'Neuer Artikel mit diesen Fotos',
    nameLabel: 'Name',
    create: 'Artikel anlegen',
    created: (name) => `${name} mit Fotos angelegt`,
    added: (count, name) =>
      n(count, { one: `Foto zu ${name} hinzugefügt`, other: `# Fotos zu ${name} hinzugefügt` }),
    allKnown: (name) => `${name} zeigt diese Fotos schon`,
    discard: 'Verwerfen',
    discardTitle: (count) =>
      n(count, { one: 'Dieses Foto verwerfen?', other: 'Diese # Fotos verwerfen?' }),
    discardMore: 'In der App, aus der du sie geteilt hast, bleiben sie.',
    keep: 'Behalten',
    discarded: 'Geteilte Fotos verworfen',
    remove: (place) => `Foto ${place} weglassen`,
    notJoined: 'Tritt zuerst einer Werkstatt bei. So lange bleiben die Fotos hier.',
    emptyTitle: 'Keine geteilten Fotos',
    emptyMore: 'Teile Fotos aus der Galerie oder Kamera mit Bincard, dann erscheinen sie hier.',
    waiting: (count) =>
      n(count, {
        one: '# geteiltes Foto hat noch keinen Platz',
        other: '# geteilte Fotos haben noch keinen Platz',
      }),
    look: 'Ansehen',
    preparing: (done, of) => `Foto ${done} von ${of} wird vorbereitet`,
    someWrong: 'Die anderen sind hinzugefügt. Diese gingen nicht:',
    troubles: {
      none: 'Unter dem Geteilten war kein Foto.',
      unreadable: 'Das Geteilte ließ sich nicht lesen. Bitte teile es noch einmal.',
      full: (here) =>
        `Auf ${here === 'phone' ? 'diesem Handy' : 'diesem Rechner'} ist nicht genug Platz für alle. Mach Platz frei und teile den Rest noch einmal.`,
      tooMany: (most) => `Nur die ersten ${most} wurden genommen. Teile den Rest danach.`,
      notReady:
        'Die App war noch nicht bereit. Jetzt ist sie es: Bitte teile die Fotos noch einmal.',
    },
  },
};
