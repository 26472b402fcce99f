/** The words of notices, in German. */
import { makeCounter } from './counter.ts';
import type { NoticeWords } from './en-notices.ts';

const n = makeCounter('de');

export const deNotices: NoticeWords = {
  title: 'Meldungen',
  entry: 'Was dir gemeldet wird, und wie',
  entryMore:
    'Dringende Wünsche, Lieferungen von heute und verspätete: als Push-Nachricht, per E-Mail, in einem Chat.',
  open: 'Meldungen einstellen',
  notForYou: 'Meldungen sind für das Team',
  notForYouMore: 'Das Team erfährt so von dringenden Wünschen und verspäteten Lieferungen.',
  offline: 'Meldungen brauchen den Server',
  offlineMore:
    'Sie werden am Server eingestellt, und der ist gerade nicht zu erreichen. Was du hier eingegeben hast, bleibt, bis du die App schließt.',
  again: 'Noch einmal versuchen',
  events: {
    urgent: 'Dringende Wünsche',
    due: 'Lieferungen von heute',
    overdue: 'Verspätete Lieferungen',
  },
  channels: { push: 'Push', mail: 'E-Mail' },
  what: 'Was dir gemeldet wird',
  whatHint: 'In der App selbst steht alles unter „Hinweise“, auch ohne Netz.',
  cell: (event, channel) => `${event}: ${channel}`,
  event: 'Meldung',
  when: 'Wann',
  modes: { atOnce: 'Sofort', digest: 'Einmal am Tag' },
  modeHints: {
    atOnce: 'Lieferungen werden um sieben Uhr morgens gemeldet, dringende Wünsche jederzeit.',
    digest: 'Eine Nachricht mit allem, was neu ist. Gibt es nichts Neues, kommt keine.',
  },
  hour: 'Um wie viel Uhr',
  hourHint: (zone) => `Nach der Uhr des Servers (${zone}).`,
  save: 'Speichern',
  saved: 'Meldungen gespeichert',
  unsaved: 'Noch nicht gespeichert.',
  push: {
    title: 'Push-Nachrichten auf diesem Gerät',
    on: 'Dieses Gerät bekommt Push-Nachrichten, auch wenn die App zu ist.',
    off: 'Dieses Gerät bekommt keine Push-Nachrichten.',
    others: (count) =>
      n(count, {
        one: 'Du hast noch ein Gerät, das sie bekommt.',
        other: 'Du hast noch # Geräte, die sie bekommen.',
      }),
    turnOn: 'Einschalten',
    turnOff: 'Ausschalten',
    turnedOn: 'Dieses Gerät bekommt Push-Nachrichten',
    turnedOff: 'Dieses Gerät bekommt keine Push-Nachrichten mehr',
    insecure: 'Browser geben Push-Nachrichten nur an sichere Adressen (https).',
    secureHelp: 'So bekommst du eine',
    unsupported:
      'Dieser Browser hat keine Push-Nachrichten. Auf iPhone und iPad: Lege Bincard zuerst auf den Home-Bildschirm und öffne es von dort.',
    denied:
      'Push-Nachrichten von dieser Adresse sind im Browser gesperrt. Öffne neben der Adresse die Einstellungen der Seite, erlaube Benachrichtigungen und komm zurück.',
    failures: {
      denied:
        'Der Browser soll sie nicht erlauben. Das kannst du in den Einstellungen der Seite ändern.',
      noWorker:
        'Die App ist auf diesem Gerät noch nicht gesichert. Lade die Seite neu, warte kurz und versuche es dann noch einmal.',
      noService:
        'Der Browser hat seinen eigenen Push-Dienst nicht erreicht. Manche Browser und Netze sperren ihn.',
    },
  },
  mail: {
    title: 'E-Mail',
    address: 'Deine Adresse',
    addressHint: 'Nur für Meldungen. Niemand sonst sieht sie.',
    addressWrong: 'Gib eine einzelne Adresse ein, etwa ada@example.org, oder lass das Feld leer.',
    addressMissing: 'Gib deine Adresse ein oder schalte E-Mail oben aus.',
    off: 'E-Mail ist auf diesem Server nicht eingerichtet',
    offMore:
      'Wer den Server betreibt, muss SMTP_URL und MAIL_FROM setzen und ihn neu starten. Was du hier wählst, bleibt bis dahin gespeichert.',
  },
  test: 'Test senden',
  testing: 'Wird gesendet',
  results: {
    sent: 'Gesendet. Der Test sollte in einer Minute da sein.',
    address_not_allowed:
      'Der Server sendet nicht an private oder ungewöhnliche Adressen. Wer ihn betreibt, kann diese mit WEBHOOK_ALLOW öffnen.',
    unreachable: 'Diesen Server gibt es nicht, oder er antwortet nicht.',
    timeout: 'Der andere Server hat mehr als zehn Sekunden gebraucht und wurde abgebrochen.',
    tls: 'Der andere Server hat kein gültiges Zertifikat.',
    redirected: (status) =>
      `Der andere Server verweist woandershin (${status}). Nimm die Adresse, auf die er verweist.`,
    answered: (status) => `Der andere Server hat abgelehnt (${status}).`,
    answeredTrouble: (status) => `Der andere Server hat ein Problem (${status}).`,
    pushGone:
      'Der Push-Dienst kennt dieses Gerät nicht mehr. Schalte Push-Nachrichten aus und wieder ein.',
    mail_off: 'E-Mail ist auf diesem Server nicht eingerichtet.',
    mail_login: 'Der Mailserver hat Benutzer oder Passwort aus SMTP_URL nicht angenommen.',
    mail_refused: 'Der Mailserver hat die Nachricht an diese Adresse nicht angenommen.',
    no_device: 'Dieses Gerät bekommt noch keine Push-Nachrichten.',
    other:
      'Es hat nicht geklappt, und wir wissen nicht, warum. Im Protokoll des Servers steht vielleicht mehr.',
  },
  webhooks: {
    title: 'Webhooks',
    hint: 'Sie melden es einem Chat oder einem eigenen Programm. Das ganze Team kann sie sehen und ändern.',
    none: 'Noch keine Webhooks.',
    add: 'Webhook hinzufügen',
    edit: 'Bearbeiten',
    editOf: (name) => `${name} bearbeiten`,
    testOf: (name) => `Test an ${name} senden`,
    new: 'Neuer Webhook',
    name: 'Name',
    nameHint: 'Damit du ihn wiedererkennst, etwa „Werkstatt-Chat“.',
    nameMissing: 'Gib ihm einen Namen.',
    form: 'Geht an',
    forms: {
      generic: 'Ein Programm (JSON)',
      slack: 'Slack, Mattermost',
      discord: 'Discord',
      matrix: 'Matrix (hookshot)',
      ntfy: 'ntfy',
    },
    formHints: {
      generic:
        'Ein JSON-Objekt je Meldung, unterschrieben, damit dein Programm sieht, dass es von hier kommt.',
      slack:
        'Die Adresse eines eingehenden Webhooks. Mattermost und Rocket.Chat nehmen dieselbe Form.',
      discord: 'Die Webhook-Adresse eines Kanals: Kanaleinstellungen, Integrationen, Webhooks.',
      matrix: 'Die Adresse, die der hookshot-Bot für einen allgemeinen Webhook eines Raums nennt.',
      ntfy: 'Die Adresse eines Themas, etwa https://ntfy.sh/unsere-werkstatt. Wähle eines, das niemand errät.',
    },
    url: 'Adresse',
    urlWrong:
      'Nimm eine Adresse, die mit https:// oder http:// beginnt, ohne Benutzer und Passwort darin.',
    events: 'Meldet',
    eventsMissing: 'Wähle mindestens eines.',
    language: 'Sprache der Nachrichten',
    active: 'In Gebrauch',
    activeHint: 'Ausgeschaltet bleibt er gespeichert und sendet nichts.',
    saved: (name) => `${name} gespeichert`,
    added: (name) => `${name} hinzugefügt`,
    delete: 'Löschen',
    deleteTitle: (name) => `${name} löschen?`,
    deleteMore: 'Adresse und Geheimnis sind dann weg. Ein neuer bekäme ein neues Geheimnis.',
    deleted: (name) => `${name} gelöscht`,
    keep: 'Behalten',
    gone: 'Jemand hat diesen Webhook inzwischen gelöscht.',
    tooMany: (max) => `Es kann ${max} Webhooks geben. Lösche zuerst einen.`,
    never: 'Noch nichts gesendet',
    works: (when) => `Funktioniert, zuletzt gesendet: ${when}`,
    failed: (when) => `Der letzte Versuch ist gescheitert: ${when}`,
    failingSince: (when) => `Scheitert seit: ${when}`,
    off: 'Ausgeschaltet',
    secretTitle: 'Sein Geheimnis',
    secretMore:
      'Es wird nur jetzt gezeigt. Ein Programm, das diese Nachrichten bekommt, prüft damit, dass sie von hier sind; ein Chat braucht es nicht.',
    copySecret: 'Geheimnis kopieren',
    done: 'Fertig',
    check: 'So prüfst du die Unterschrift',
    checkSteps: [
      'Nimm die Header Webhook-Id, Webhook-Timestamp und Webhook-Signature und den Inhalt, wie er ankam.',
      'Verbinde Id, Zeitstempel und Inhalt mit Punkten: id.timestamp.body',
      'Berechne davon HMAC-SHA256. Der Schlüssel ist das Geheimnis ohne „whsec_“, aus Base64 gelesen.',
      'In Base64, mit „v1,“ davor, ist das die Unterschrift. Lehne einen Zeitstempel ab, der mehr als fünf Minuten abweicht.',
      'Eine Nachricht, die noch einmal versucht wird, hat dieselbe Id: Nimm sie einmal.',
    ],
    standard: 'Bibliotheken für „Standard Webhooks“ können das alles.',
  },
  attention: {
    title: 'Für das Team',
    events: { urgent: 'Dringend', due: 'Kommt heute', overdue: 'Verspätet' },
    asked: (count, when) =>
      n(count, { one: `gewünscht ${when}`, other: `# wünschen es, zuerst ${when}` }),
    due: 'heute erwartet',
    overdue: (day) => `erwartet ${day}`,
  },
};
