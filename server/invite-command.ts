/** `bincard invite`: makes an invite and prints its link, for the first owner as for the next forty members. */
import { parseArgs } from 'node:util';
import { roles, type Role } from '../shared/roles.ts';
import { limits } from '../shared/protocol.ts';
import { fail, succeed, type Result } from '../shared/result.ts';
import type { OpenConsole } from './console.ts';

const usage = `bincard invite --role owner|staff|member [options]

Makes an invite and prints its link. Whoever opens it joins the space in that role.

  --uses <n>   how many may take it (1 if left out, at most ${limits.inviteUsesMax})
  --days <n>   how long it is good for (7 if left out, at most ${limits.inviteDaysMax})`;

interface InviteArguments {
  readonly role: Role;
  readonly uses: number;
  readonly days: number;
}

export interface InviteCommandDeps {
  readonly openConsole: () => Promise<OpenConsole>;
  readonly print: (line: string) => void;
}

export const inviteCommand = {
  summary: 'make an invite and print its link',
  usage,
  /** Answers the exit code. */
  async run(args: readonly string[], { openConsole, print }: InviteCommandDeps): Promise<number> {
    const parsed = parseInviteArguments(args);
    if (!parsed.ok) {
      print(parsed.failure);
      return 1;
    }
    const door = await openConsole();
    try {
      const answer = await door.request('/api/invites', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parsed.value),
      });
      if (!answer.ok) {
        print(`The server made no invite (${answer.status}): ${await answer.text()}`);
        return 1;
      }
      const { link, expiresAt } = (await answer.json()) as { link: string; expiresAt: number };
      const { role, uses } = parsed.value;
      const until = new Date(expiresAt).toISOString().slice(0, 10);
      print(
        `For ${role}, good for ${uses === 1 ? 'one person' : `${uses} persons`}, until ${until}:`,
      );
      print(link);
      return 0;
    } finally {
      await door.close();
    }
  },
};

/** Fails with what to print. */
export function parseInviteArguments(args: readonly string[]): Result<InviteArguments, string> {
  const read = readArguments(args);
  if (!read.ok) return read;
  const { role: named, uses, days } = read.value;
  if (named === undefined) return fail(`--role is missing.\n\n${usage}`);
  const role = roles.find((each) => each === named);
  if (role === undefined)
    return fail(`--role must be one of ${roles.join(', ')} (it is "${named}").`);
  if (!isWithin(uses, limits.inviteUsesMax)) {
    return fail(
      `--uses must be a whole number from 1 to ${limits.inviteUsesMax} (it is "${uses}").`,
    );
  }
  if (!isWithin(days, limits.inviteDaysMax)) {
    return fail(
      `--days must be a whole number from 1 to ${limits.inviteDaysMax} (it is "${days}").`,
    );
  }
  return succeed({ role, uses: Number(uses), days: Number(days) });
}

function isWithin(text: string, max: number): boolean {
  return /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= max;
}

function readArguments(args: readonly string[]) {
  try {
    const options = {
      role: { type: 'string' },
      uses: { type: 'string', default: '1' },
      days: { type: 'string', default: '7' },
    } as const;
    return succeed(parseArgs({ args: [...args], options }).values);
  } catch (error) {
    // parseArgs throws on an unknown option, and says which.
    if (error instanceof TypeError) return fail(`${error.message}\n\n${usage}`);
    throw error;
  }
}
