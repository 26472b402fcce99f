/** Auf Deutsch, was Bilder betrifft: dieselbe Gestalt wie en-pictures.ts, also fehlt kein Text. */
import type { ImageReason } from '../../../shared/images.ts';
import { makeCounter } from './counter.ts';
import type { PictureWords, ReasonWords } from './en-pictures.ts';

const n = makeCounter('de');
type DeviceKind = 'phone' | 'computer';
const thisOne = (here: DeviceKind): string =>
  here === 'phone' ? 'diesem Handy' : 'diesem Rechner';

const reasons: { readonly [Reason in ImageReason]: ReasonWords } = {
  address_not_allowed: {
    title: 'Von dieser Adresse holt der Server nichts',
    more: 'Nimm eine öffentliche Adresse, die mit https:// beginnt, oder füge das Bild als Foto hinzu.',
  },
  unreachable: {
    title: 'Von dieser Adresse kam kein Bild',
    more: 'Sieh nach, ob die Adresse stimmt. Ist die Seite nur gerade gestört, versuche es später.',
  },
  timeout: {
    title: 'Die Seite brauchte zu lange',
    more: 'Versuche es später, oder füge das Bild als Foto hinzu.',
  },
  tls: {
    title: 'Die Seite hat kein gültiges Zertifikat',
    more: 'Nimm eine andere Adresse, oder füge das Bild als Foto hinzu.',
  },
  not_found: {
    title: 'An dieser Adresse ist kein Bild',
    more: 'Sieh nach, ob die Adresse stimmt, oder nimm eine andere.',
  },
  no_permission: {
    title: 'Die Seite verlangt für dieses Bild eine Anmeldung',
    more: 'Speichere das Bild auf diesem Gerät und füge es als Foto hinzu.',
  },
  refused: {
    title: 'Die Seite gibt dieses Bild nicht heraus',
    more: 'Speichere das Bild auf diesem Gerät und füge es als Foto hinzu.',
  },
  busy: {
    title: 'Die Seite ist überlastet',
    more: 'Versuche es später.',
  },
  server_error: {
    title: 'Die Seite ist gestört',
    more: 'Versuche es später.',
  },
  too_many_redirects: {
    title: 'Die Adresse führt nur zu anderen Adressen',
    more: 'Öffne sie im Browser und nimm die Adresse des Bildes selbst.',
  },
  too_big: {
    title: 'Die Datei ist zu groß',
    more: 'Höchstens 15 MB gehen. Nimm eine kleinere, oder füge das Bild als Foto hinzu: dann wird es verkleinert.',
  },
  web_page: {
    title: 'Das ist die Adresse einer Seite, nicht eines Bildes',
    more: 'Öffne die Seite, kopiere die Adresse des Bildes selbst und nimm diese.',
  },
  not_an_image: {
    title: 'Das ist kein Bild',
    more: 'Nimm die Adresse einer JPEG-, PNG-, WebP- oder GIF-Datei.',
  },
  unsupported_format: {
    title: 'Bilder dieser Art lassen sich nicht zeigen',
    more: 'Nimm eine JPEG-, PNG-, WebP- oder GIF-Datei.',
  },
  broken: {
    title: 'Die Datei ist beschädigt',
    more: 'Nimm eine andere Kopie davon, oder mach ein neues Foto.',
  },
  too_many_pixels: {
    title: 'Das Bild hat zu viele Bildpunkte',
    more: 'Nimm ein kleineres, oder füge es als Foto hinzu: dann wird es verkleinert.',
  },
  too_hard: {
    title: 'Der Server konnte davon keine Vorschau machen',
    more: 'Speichere das Bild in einem anderen Programm neu, oder nimm ein anderes.',
  },
  storage: {
    title: 'Der Server konnte das Bild nicht speichern',
    more: 'Vielleicht ist seine Platte voll. Sag es dem Inhaber und versuche es dann noch einmal.',
  },
  no_decoder: {
    title: 'Der Server kann gerade keine Bilder öffnen',
    more: 'Sag es dem Inhaber: das Protokoll des Servers nennt den Grund.',
  },
  gave_up: {
    title: 'Mehrere Versuche waren vergeblich',
    more: 'Versuche es später, oder nimm eine andere Adresse.',
  },
};

export const dePictures: PictureWords = {
  reasons,
  photoMore: 'Versuche es noch einmal, oder mach ein neues Foto.',
  states: {
    here: (here: DeviceKind) => `Bisher nur auf ${thisOne(here)}`,
    hereMore: 'Es wird geschickt, sobald es Netz gibt.',
    addressHere: 'Der Server kennt diese Adresse noch nicht',
    addressHereMore: 'Er holt das Bild nach dem nächsten Abgleich.',
    awaiting: 'Noch auf dem Gerät, das es aufnahm',
    awaitingMore: 'Es kommt, wenn jenes Gerät Netz hat und Bincard dort offen ist.',
    queued: 'Wartet, bis es an der Reihe ist',
    downloading: 'Wird geholt',
    making: 'Wird vorbereitet',
    gone: 'Der Server bewahrt dieses Bild nicht mehr auf',
    laterTry: (when: string) => `Neuer Versuch von selbst: ${when}.`,
  },
  tryAgain: 'Noch einmal versuchen',
  fetchAgain: 'Neu holen',
  trying: 'Es wird noch einmal versucht',
  fetching: 'Es wird neu geholt',
  pictures: (name: string) => `Bilder von ${name}`,
  alt: (name: string) => `Bild von ${name}`,
  show: (place: number, of: number) => `Bild ${place} von ${of} zeigen`,
  showLarge: 'Größer zeigen',
  camera: 'Kamera',
  library: 'Galerie',
  addPhoto: 'Foto dazu',
  dropHere: (name: string) => `Fotos von ${name} hier ablegen`,
  adding: (done: number, of: number) => `Foto ${done} von ${of}`,
  added: (count: number) => n(count, { one: 'Foto hinzugefügt', other: '# Fotos hinzugefügt' }),
  deleted: 'Foto gelöscht',
  delete: 'Foto löschen',
  removeAddress: 'Adresse entfernen',
  addressRemoved: 'Adresse des Bildes entfernt',
  cover: 'Als Titelbild',
  isCover: 'Das ist das Titelbild.',
  previous: 'Voriges Bild',
  next: 'Nächstes Bild',
  place: (place: number, of: number) => `${place} von ${of}`,
  largeNeedsNetwork: 'Die große Ansicht braucht Netz.',
  size: (width: string, height: string) => `${width} × ${height}`,
  from: 'Von',
  unsent: (count: number) =>
    n(count, {
      one: '# Foto ist noch nicht geschickt',
      other: '# Fotos sind noch nicht geschickt',
    }),
  hereAlready: 'Dieses Foto hat der Artikel schon.',
  wrong: {
    unnamed: 'Eine Datei',
    notAnImage: (name: string) => `${name} ist kein Bild.`,
    unsupported: (name: string) =>
      `${name} ist von einer Art, die dieser Browser nicht lesen kann. Speichere es als JPEG und füge das hinzu.`,
    tooBig: (name: string) => `${name} ist auch verkleinert zu groß.`,
    close: 'Diesen Hinweis schließen',
  },
  form: {
    photos: 'Fotos',
    photosHint: 'Sie kommen zusammen mit dem Artikel dazu.',
    remove: (place: number) => `Foto ${place} entfernen`,
    photo: (place: number) => `Foto ${place}`,
    imageUrlHint: 'Von dort holt der Server das Bild. Lass es leer, wenn du Fotos hinzufügst.',
  },
  panel: {
    title: 'Bilder',
    ready: 'Fertig',
    queued: 'Warten, bis sie an der Reihe sind',
    downloading: 'Werden geholt',
    awaiting: 'Warten auf ein Gerät',
    unsent: (here: DeviceKind) => `Auf ${thisOne(here)}, noch nicht geschickt`,
    now: 'Jetzt',
    oldest: (when: string) => `Das älteste wartet seit ${when}.`,
    nothingWaits: 'Nichts wartet.',
    offline: 'Es gibt kein Netz; so stand es beim letzten Abgleich.',
    failed: 'Gescheitert',
    noneFailed: 'Kein Bild ist gescheitert.',
    later: 'Später noch einmal',
    laterMore: 'Nichts zu tun: Der Server versucht diese von selbst noch einmal.',
    next: (when: string) => `Nächster Versuch: ${when}`,
    count: (count: number) => n(count, { one: '# Bild', other: '# Bilder' }),
    photos: 'Fotos',
    andOthers: 'und andere',
    retryAll: (count: number) =>
      n(count, { one: 'Noch einmal versuchen', other: 'Alle # noch einmal versuchen' }),
    retryGroup: (title: string, host: string) => `Noch einmal versuchen: ${title}, ${host}`,
    retrying: (count: number) =>
      n(count, {
        one: '# Bild wird noch einmal versucht',
        other: '# Bilder werden noch einmal versucht',
      }),
    emptyTitle: 'Noch keine Bilder',
    emptyMore:
      'Füge einem Artikel ein Foto hinzu oder gib ihm die Adresse eines Bildes. Hier siehst du, wie es damit steht.',
    onlyStaff: 'Das sehen nur Mitarbeitende und Inhaber',
    onlyStaffMore: 'Jeder Artikel zeigt weiterhin, wie es um seine Bilder steht.',
    brokenTitle: 'Das ließ sich nicht lesen',
  },
};
