/**
 * A request's body, as far as it may go. Its bytes are counted as they come: `Content-Length` may be
 * absent or a lie. A body that ends early is refused by name, and not mistaken for a shorter one.
 */
import type { Context } from 'hono';
import * as v from 'valibot';
import type { SyncProblem } from '../../shared/protocol.ts';
import { fail, succeed, type Result } from '../../shared/result.ts';
import type { JoinProblem } from '../../shared/session.ts';

type BodyProblem = Extract<SyncProblem, { kind: 'badRequest' | 'tooLarge' }>;

export async function readJson(
  c: Context,
  bytesMax: number,
): Promise<Result<unknown, BodyProblem>> {
  const bytes = await readBytes(c.req.raw, bytesMax);
  if (!bytes.ok) return bytes;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.value);
    return succeed(JSON.parse(text));
  } catch (error) {
    return unreadable(error instanceof TypeError ? 'not UTF-8' : 'not JSON');
  }
}

/** At most `bytesMax`, counted as they come. */
export async function readBytes(
  request: Request,
  bytesMax: number,
): Promise<Result<Buffer, BodyProblem>> {
  const header = request.headers.get('content-length');
  const declared = header === null ? undefined : Number(header);
  if (declared !== undefined && declared > bytesMax) return fail({ kind: 'tooLarge', bytesMax });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > bytesMax) return fail({ kind: 'tooLarge', bytesMax });
      chunks.push(chunk);
    }
  } catch (error) {
    return unreadable(`the body broke off (${error instanceof Error ? error.message : 'unknown'})`);
  }
  if (declared !== undefined && size !== declared) {
    return unreadable(`the body has ${size} bytes of the ${declared} that were announced`);
  }
  return succeed(Buffer.concat(chunks));
}

function unreadable(reason: string): Result<never, BodyProblem> {
  return fail({ kind: 'badRequest', path: '', reason });
}

/** Checks what was read; the failure names the first place that is wrong. */
export function checkShape<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): Result<v.InferOutput<Schema>, { readonly path: string; readonly reason: string }> {
  const parsed = v.safeParse(schema, body, { abortEarly: true });
  if (parsed.success) return succeed(parsed.output);
  const [issue] = parsed.issues;
  return fail({ path: v.getDotPath(issue) ?? '', reason: issue.message });
}

const smallBodyBytesMax = 16 * 1024;

/** The body of the small requests: whatever is wrong with it is one kind of "invalid". */
export async function readSmallBody<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>, Extract<JoinProblem, { kind: 'invalid' }> | BodyProblem>> {
  const body = await readJson(c, smallBodyBytesMax);
  if (!body.ok) return body;
  const checked = checkShape(schema, body.value);
  return checked.ok ? checked : fail({ kind: 'invalid', ...checked.failure });
}
