/**
 * `npm run bincard -- <command>`: one table of commands, each a summary, a usage and a function from its
 * arguments to an exit code. What a person can put right is said in a sentence, without a stack.
 */
import { readConfig } from './config.ts';
import { openConsole, type OpenConsole } from './console.ts';
import { importCommand } from './import/import-command.ts';
import { inviteCommand } from './invite-command.ts';
import { openLog } from './log.ts';
import { sentenceOf } from './start-error.ts';

interface CommandDeps {
  /** Opened by commands that need the server, once their arguments are right. */
  readonly openConsole: () => Promise<OpenConsole>;
  readonly print: (line: string) => void;
}

interface Command {
  readonly summary: string;
  readonly usage: string;
  run(args: readonly string[], deps: CommandDeps): Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  invite: inviteCommand,
  import: importCommand,
};

function describeCommands(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`,
  );
  return `npm run bincard -- <command> [options]\n\n${lines.join('\n')}\n\n"help <command>" says more of one.`;
}

/** Answers what to print, and whether that is what was wanted. */
function help(name: string | undefined): { readonly text: string; readonly code: number } {
  if (name === undefined) return { text: describeCommands(), code: 0 };
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command === undefined
    ? { text: `There is no command "${name}".\n\n${describeCommands()}`, code: 1 }
    : { text: command.usage, code: 0 };
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  const print = (line: string): void => console.log(line);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const { text, code } = help(args[0]);
    print(text);
    return code;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || args.includes('--help')) {
    const { text, code } = help(name);
    print(text);
    return code;
  }
  // The answer is for a person; the server's own talk only if they ask for it.
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  if (!config.ok) {
    for (const sentence of config.failure) console.error(sentence);
    return 1;
  }
  try {
    const log = openLog(config.value.logLevel);
    return await command.run(args, { openConsole: () => openConsole(config.value, log), print });
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    console.error(sentence);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
