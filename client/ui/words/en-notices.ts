/** The words of notices, in English: what staff are told of, and by which ways. */
import { makeCounter } from './counter.ts';

const n = makeCounter('en');

export const enNotices = {
  title: 'Notices',
  entry: 'What you are told of, and how',
  entryMore:
    'Urgent requests, arrivals due today and late ones: by push message, by e-mail, in a chat.',
  open: 'Set up notices',
  notForYou: 'Notices are for staff',
  notForYouMore: 'Staff and owners are told of urgent requests and late arrivals.',
  offline: 'Notices need the server',
  offlineMore:
    'They are set up at the server, and it cannot be reached now. What you typed here stays until you close the app.',
  again: 'Try again',
  events: { urgent: 'Urgent requests', due: 'Arrivals due today', overdue: 'Late arrivals' },
  channels: { push: 'Push', mail: 'E-mail' },
  what: 'What you are told of',
  whatHint: 'In the app itself, all of it stands under Attention, also without a network.',
  cell: (event: string, channel: string) => `${event}: ${channel}`,
  event: 'Notice',
  when: 'When',
  modes: { atOnce: 'At once', digest: 'Once a day' },
  modeHints: {
    atOnce: 'Arrivals are told at seven in the morning, urgent requests at any hour.',
    digest: 'One message with all that is new. On a day without anything new, none comes.',
  },
  hour: 'At what hour',
  hourHint: (zone: string) => `By the clock of the server (${zone}).`,
  save: 'Save',
  saved: 'Notices saved',
  unsaved: 'Not saved yet.',
  push: {
    title: 'Push messages on this device',
    on: 'This device gets push messages, also while the app is closed.',
    off: 'This device gets no push messages.',
    others: (count: number) =>
      n(count, {
        one: 'You have one more device that gets them.',
        other: 'You have # more devices that get them.',
      }),
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    turnedOn: 'This device gets push messages',
    turnedOff: 'This device gets no push messages any more',
    insecure: 'Browsers give push messages to secure addresses (https) only.',
    secureHelp: 'How to get one',
    unsupported:
      'This browser has no push messages. On an iPhone or iPad, put Bincard on the home screen first and open it from there.',
    denied:
      'Push messages from this address are blocked in the browser. Open the settings of the site, beside its address, allow notifications, and come back.',
    failures: {
      denied:
        'The browser was told not to allow them. You can change that in the settings of the site.',
      noWorker:
        'The app is not yet kept on this device. Reload the page, wait a moment, then try again.',
      noService:
        'The browser could not reach its own push service. Some browsers and networks block it.',
    },
  },
  mail: {
    title: 'E-mail',
    address: 'Your address',
    addressHint: 'Only used for notices. Nobody else sees it.',
    addressWrong: 'Type one address, such as ada@example.org, or leave it empty.',
    addressMissing: 'Type your address, or switch e-mail off above.',
    off: 'Mail is not set up on this server',
    offMore:
      'Whoever runs the server must set SMTP_URL and MAIL_FROM and start it again. What you choose here is kept until then.',
  },
  test: 'Send a test',
  testing: 'Sending',
  results: {
    sent: 'Sent. It should be there within a minute.',
    address_not_allowed:
      'The server does not send to private or unusual addresses. Whoever runs it can open this one by WEBHOOK_ALLOW.',
    unreachable: 'There is no such server, or it does not answer.',
    timeout: 'The other server took more than ten seconds and was cut off.',
    tls: 'The other server has no valid certificate.',
    redirected: (status: number) =>
      `The other server points somewhere else (${status}). Use the address that it points to.`,
    answered: (status: number) => `The other server said no (${status}).`,
    answeredTrouble: (status: number) => `The other server is in trouble (${status}).`,
    pushGone: 'The push service has forgotten this device. Turn push messages off and on again.',
    mail_off: 'Mail is not set up on this server.',
    mail_login: 'The mail server did not accept the user or password of SMTP_URL.',
    mail_refused: 'The mail server did not take the message for this address.',
    no_device: 'This device gets no push messages yet.',
    other: 'It did not work, for a reason we do not know. The log of the server may say more.',
  },
  webhooks: {
    title: 'Webhooks',
    hint: 'They tell a chat or a program of your own. All staff can see and change them.',
    none: 'No webhooks yet.',
    add: 'Add a webhook',
    edit: 'Edit',
    editOf: (name: string) => `Edit ${name}`,
    testOf: (name: string) => `Send a test to ${name}`,
    new: 'New webhook',
    name: 'Name',
    nameHint: 'So that you know it again, such as “Workshop chat”.',
    nameMissing: 'Give it a name.',
    form: 'Goes to',
    forms: {
      generic: 'A program (JSON)',
      slack: 'Slack, Mattermost',
      discord: 'Discord',
      matrix: 'Matrix (hookshot)',
      ntfy: 'ntfy',
    },
    formHints: {
      generic:
        'One JSON object for each notice, signed, so that your program can tell that it is from here.',
      slack: 'The address of an incoming webhook. Mattermost and Rocket.Chat take the same form.',
      discord: 'The webhook address of a channel: channel settings, Integrations, Webhooks.',
      matrix: 'The address that the hookshot bot gives for a generic webhook of a room.',
      ntfy: 'The address of a topic, such as https://ntfy.sh/our-workshop. Choose one that nobody guesses.',
    },
    url: 'Address',
    urlWrong:
      'Use an address that begins with https:// or http://, without a user and password in it.',
    events: 'Tells of',
    eventsMissing: 'Choose at least one.',
    language: 'Language of the messages',
    active: 'In use',
    activeHint: 'Switched off, it is kept and sends nothing.',
    saved: (name: string) => `${name} saved`,
    added: (name: string) => `${name} added`,
    delete: 'Delete',
    deleteTitle: (name: string) => `Delete ${name}?`,
    deleteMore: 'Its address and secret are forgotten. Another one would get a new secret.',
    deleted: (name: string) => `${name} deleted`,
    keep: 'Keep it',
    gone: 'Somebody has deleted this webhook meanwhile.',
    tooMany: (max: number) => `There can be ${max} webhooks. Delete one first.`,
    never: 'Nothing sent yet',
    works: (when: string) => `Works, last sent ${when}`,
    failed: (when: string) => `The last try failed, ${when}`,
    failingSince: (when: string) => `Failing since ${when}`,
    off: 'Switched off',
    secretTitle: 'Its secret',
    secretMore:
      'This is shown only now. A program that gets these messages needs it to check that they are from here; a chat does not.',
    copySecret: 'Copy secret',
    done: 'Done',
    check: 'How to check the signature',
    checkSteps: [
      'Take the headers Webhook-Id, Webhook-Timestamp and Webhook-Signature, and the body as it came.',
      'Join id, timestamp and body with dots: id.timestamp.body',
      'Compute its HMAC-SHA256. The key is the secret without “whsec_”, decoded from base64.',
      'In base64, with “v1,” before it, it is the signature. Refuse a timestamp more than five minutes off.',
      'A message that is tried again has the same id: take it once.',
    ],
    standard: 'Libraries for “Standard Webhooks” do all of this.',
  },
  attention: {
    title: 'For staff',
    events: { urgent: 'Urgent', due: 'Comes today', overdue: 'Late' },
    asked: (count: number, when: string) =>
      n(count, { one: `asked for ${when}`, other: `# have asked, first ${when}` }),
    due: 'expected today',
    overdue: (day: string) => `expected ${day}`,
  },
};

export type NoticeWords = typeof enNotices;
