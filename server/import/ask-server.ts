/** One request of the importer to the server, and its expected "no" as a sentence for the person. */
import { fail, succeed, type Result } from '../../shared/result.ts';

/** `request` of `openConsole`: as fetch, but of this server and with the console's rights. */
export type ConsoleRequest = (path: string, init?: RequestInit) => Promise<Response>;

export interface Trouble {
  /** Kind of the server's problem. */
  readonly kind: string;
  readonly text: string;
}

const sentences: Readonly<Record<string, string>> = {
  busy: 'The server is busy or its database is out of reach. Try again in a moment.',
  forbidden: 'Only the console of this server may import.',
  signedOut: 'The server did not accept the key of this console. Restart it and try again.',
  tooLarge: 'The import is too large for one go. Split the file and import the parts.',
  epochChanged: 'The space was restored from a backup meanwhile. Run the import again.',
  updateNeeded: 'The server runs another version of Bincard. Restart it and try again.',
};

export async function askServer(
  request: ConsoleRequest,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Result<Response, Trouble>> {
  signal.throwIfAborted();
  const response = await request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  if (response.ok) return succeed(response);
  return fail(problemToTrouble(parseProblem(await response.text()), response.status));
}

/** A proxy in between may answer with a page of its own. */
export function parseProblem(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text.slice(0, 200);
    throw error;
  }
}

export function problemToTrouble(problem: unknown, status: number): Trouble {
  const kind =
    typeof problem === 'object' && problem !== null && 'kind' in problem
      ? String(problem.kind)
      : 'unknown';
  const text = sentences[kind] ?? `The server refused (${status}, ${JSON.stringify(problem)}).`;
  return { kind, text };
}
