/**
 * Sends a whole import as one request and follows its answer, a stream of lines. The server keeps all of it
 * or nothing: if the stream ends without its last line, nothing was promised, and this says so.
 */
import { randomBytes } from 'node:crypto';
import type { Mutation } from '../../shared/mutations.ts';
import { makeUuidV7, type ClientId } from '../../shared/ids.ts';
import { limits, type MutationResult, type SentMutation } from '../../shared/protocol.ts';
import { fail, must, succeed, type Result } from '../../shared/result.ts';
import { clientMark, nextStamp, type Stamp } from '../../shared/stamps.ts';
import { askServer, problemToTrouble, type ConsoleRequest, type Trouble } from './ask-server.ts';

export interface SendImport {
  readonly request: ConsoleRequest;
  readonly clientId: ClientId;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, of: number) => void;
}

export type ImportAnswer =
  | { readonly kind: 'applied'; readonly applied: number; readonly version: number }
  | { readonly kind: 'refused'; readonly refused: readonly MutationResult[] };

/** What a line of the answer may say. */
type AnswerLine =
  | { readonly done: number; readonly of: number }
  | { readonly applied: number; readonly version: number }
  | { readonly refused: readonly MutationResult[] }
  | { readonly problem: unknown };

export async function sendImport(
  mutations: readonly Mutation[],
  { request, clientId, now, signal, onProgress }: SendImport,
): Promise<Result<ImportAnswer, Trouble>> {
  const body = { clientId, mutations: makeSent(mutations, clientId, now()) };
  const isTooLarge =
    mutations.length > limits.importMutationsMax ||
    Buffer.byteLength(JSON.stringify(body)) > limits.importBytesMax;
  if (isTooLarge) return fail(problemToTrouble({ kind: 'tooLarge' }, 413));
  const response = await askServer(request, '/api/import', body, signal);
  if (!response.ok) return response;
  for await (const line of readLines(response.value, signal)) {
    // Our own server, of this very version: the lines are as its route says.
    const answer = JSON.parse(line) as AnswerLine;
    if ('done' in answer) onProgress(answer.done, answer.of);
    else if ('applied' in answer) return succeed({ kind: 'applied', ...answer });
    else if ('refused' in answer) return succeed({ kind: 'refused', refused: answer.refused });
    else return fail(problemToTrouble(answer.problem, response.value.status));
  }
  const text =
    'The server went away before it said that all is kept. Run the import again: what is there already is not made twice.';
  return fail({ kind: 'brokeOff', text });
}

function makeSent(
  mutations: readonly Mutation[],
  clientId: ClientId,
  nowMs: number,
): SentMutation[] {
  const mark = clientMark(clientId);
  let last: Stamp | null = null;
  return mutations.map(({ name, version, args }, place) => {
    last = nextStamp(last, nowMs, mark);
    const uuid = makeUuidV7<'mutation'>({ nowMs, random: new Uint8Array(randomBytes(10)) });
    return { mid: place + 1, uuid, name, version, args, stamp: last };
  });
}

/**
 * Goes away when told to, and says so by cancelling: a server in this very process hears it in no other
 * way, and would hold the head of the space for as long as nobody reads.
 */
async function* readLines({ body }: Response, signal: AbortSignal): AsyncGenerator<string> {
  const reader = must(body, 'an answer with a body').getReader();
  const goAway = (): Promise<void> => reader.cancel(signal.reason);
  const onAbort = (): void => void goAway();
  signal.addEventListener('abort', onAbort);
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter((line) => line !== '');
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    await goAway();
  }
}
